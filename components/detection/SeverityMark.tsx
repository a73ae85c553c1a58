import { bandOf, SEVERITY_BANDS } from "../../lib/learning/severity/severity.ts";

interface SeverityMarkProps {
  /** 0 to 100. */
  value: number;
  /** Whether the word for the band is for screen readers alone. */
  isShort?: boolean;
}

/** Severity as filled bars, a number and a word, so that colour is not all that says it. */
export function SeverityMark({ value, isShort = false }: SeverityMarkProps) {
  const band = bandOf(value);
  const level = SEVERITY_BANDS.indexOf(band) + 1;
  return (
    <span class={`severity severity-${band}`}>
      <svg viewBox="0 0 18.5 16" aria-hidden="true">
        {SEVERITY_BANDS.map((name, index) => (
          <rect
            key={name}
            class={index < level ? "on" : "off"}
            x={0.5 + 4.5 * index}
            y={11.5 - 3.6 * index}
            width={3.2}
            height={4 + 3.6 * index}
          />
        ))}
      </svg>
      <span class="visually-hidden">Severity</span> {Math.floor(value)}
      {isShort ? <span class="visually-hidden">{band}</span> : <small>{band}</small>}
    </span>
  );
}
