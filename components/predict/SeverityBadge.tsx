import type { Severity, SeverityBand } from "../../lib/learning/severity/severity.ts";

const TONES: Record<SeverityBand, string> = {
  low: "plain",
  medium: "warning",
  high: "bad",
  critical: "bad",
};

/** How rare a score is among normal records, from 0 to 100. */
export function SeverityBadge({ severity: { value, band } }: { severity: Severity }) {
  return (
    <span class={`badge badge-${TONES[band]}`}>
      Severity {Math.floor(value)} of 100: {band}
    </span>
  );
}
