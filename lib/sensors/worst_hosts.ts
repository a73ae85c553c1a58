import type { LiveFinding } from "../behaviour/stream/live_finding.ts";
import type { SensorHost } from "../resources/sensor.ts";

/**
 * The hosts that findings are about, worst first, each with its worst finding.
 *
 * @param findings of one sensor, worst first
 */
export function worstHosts(
  sensor: Pick<SensorHost["sensor"], "id" | "name">,
  findings: readonly LiveFinding[],
): SensorHost[] {
  const byHost = Map.groupBy(findings, ({ host }) => host);
  return [...byHost].map(([host, [worst, ...others]]) => ({
    sensor,
    host,
    severity: worst.severity,
    reason: worst.text,
    findings: 1 + others.length,
    lastSeen: new Date(others.reduce((last, { to }) => Math.max(last, to), worst.to)).toISOString(),
  }));
}
