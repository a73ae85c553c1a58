import { bandOf } from "../../lib/learning/severity/severity.ts";
import type { Verdict } from "../../lib/detections/verdict.ts";
import { SeverityMark } from "./SeverityMark.tsx";

/** The answer of a detection, first of all. */
export function VerdictCard({ verdict }: { verdict: Verdict }) {
  const { headline, worst, others, severity } = verdict;
  return (
    <div class={`verdict-card verdict-${severity > 0 ? bandOf(severity) : "none"}`}>
      {severity > 0 && <SeverityMark value={severity} />}
      <div>
        <p class="verdict-lead">
          <strong>{headline}</strong> {worst}
        </p>
        {others && <p class="muted">{others}</p>}
      </div>
    </div>
  );
}
