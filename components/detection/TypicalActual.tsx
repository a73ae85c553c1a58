import type { DetectionFinding } from "../../lib/resources/detection.ts";

/** What is usual against what was seen: in words, and as bars where both are numbers. */
export function TypicalActual({ finding }: { finding: DetectionFinding }) {
  const { typical, actual, values } = finding;
  const most = values ? Math.max(values.typical, values.actual) : 0;
  const widthOf = (value: number) => `${most > 0 ? Math.max(0, 100 * value / most) : 0}%`;
  return (
    <dl class={values ? "versus" : "versus versus-plain"}>
      <dt>Typical</dt>
      {values && (
        <dd class="versus-track" aria-hidden="true">
          <svg preserveAspectRatio="none" viewBox="0 0 100 1">
            <rect class="versus-typical" width={widthOf(values.typical)} height="1" />
          </svg>
        </dd>
      )}
      <dd>{typical}</dd>
      <dt>Actual</dt>
      {values && (
        <dd class="versus-track" aria-hidden="true">
          <svg preserveAspectRatio="none" viewBox="0 0 100 1">
            <rect class="versus-actual" width={widthOf(values.actual)} height="1" />
          </svg>
        </dd>
      )}
      <dd>
        <strong>{actual}</strong>
      </dd>
    </dl>
  );
}
