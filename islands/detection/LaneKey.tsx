import { SEVERITY_BANDS } from "../../lib/learning/severity/severity.ts";

const MEANINGS = {
  low: "below 40: low",
  medium: "40 to 69: medium",
  high: "70 to 89: high",
  critical: "90 and up: critical",
};

const KEYS = [
  { key: "Arrow keys", text: "move between cells" },
  { key: "Enter", text: "opens a cell" },
  { key: "Esc", text: "closes it" },
];

/** What the cells of lanes mean, and which keys move between them. */
export function LaneKey({ hasGaps }: { hasGaps: boolean }) {
  return (
    <>
      <ul class="lane-legend">
        <li>Worst finding in a cell:</li>
        {SEVERITY_BANDS.map((band) => (
          <li key={band}>
            <span class={`lane-swatch lane-${band}`} aria-hidden="true">
              <i />
            </span>
            {MEANINGS[band]}
          </li>
        ))}
        <li>Empty: nothing unusual</li>
        {hasGaps && (
          <li>
            <span class="lane-swatch lane-gap" aria-hidden="true" />
            no records at all
          </li>
        )}
      </ul>
      <ul class="lane-legend lane-keys">
        {KEYS.map(({ key, text }) => (
          <li key={text}>
            <kbd>{key}</kbd> {text}
          </li>
        ))}
      </ul>
    </>
  );
}
