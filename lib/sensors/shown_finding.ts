import type { LiveFinding } from "../behaviour/stream/live_finding.ts";
import type { SensorFinding } from "../resources/sensor.ts";

/** A finding of a sensor as the API shows it. */
export function shownFinding(
  { id, from, to, p, severity, selector: _, ...finding }: LiveFinding,
): SensorFinding {
  return {
    ...finding,
    id: `finding-${id}`,
    p: Math.min(1, Math.max(0, p)),
    severity: Math.min(100, Math.max(0, severity)),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  };
}
