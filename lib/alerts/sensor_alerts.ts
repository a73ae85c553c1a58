/**
 * Alerts about what behaviour checks find in the records of sensors, while they arrive.
 *
 * @module
 */
import { bandOf, leastOfBand } from "../learning/severity/severity.ts";
import type { Alert } from "../resources/alert.ts";
import type { Rule } from "../resources/alert_rule.ts";
import type { ToldFinding } from "../sensors/told_finding.ts";
import { UNTOUCHED } from "./alert_change.ts";

/**
 * An alert for each finding that has become as severe, about a host with as many findings, as a rule
 * says.
 *
 * @param at milliseconds since 1970
 */
export function sensorAlerts(
  rule: Rule,
  sensor: { id: string; name: string },
  told: readonly ToldFinding[],
  at: number,
  newId: () => string,
): Alert[] {
  if (!rule.enabled || rule.source !== "sensor") return [];
  const least = leastOfBand(rule.severity);
  return told.filter(({ finding, before, ofHost }) =>
    finding.state !== "withdrawn" && finding.severity >= least && ofHost >= rule.count &&
    (before === 0 || before < least)
  ).map(({ finding: { host, severity, records, from, to, text } }) => ({
    id: newId(),
    rule: { id: rule.id, name: rule.name },
    source: { type: "sensor", ...sensor },
    model: null,
    entity: { column: "host", value: host },
    host,
    severity: { value: severity, band: bandOf(severity) },
    score: null,
    threshold: null,
    count: records,
    firstAt: new Date(from).toISOString(),
    lastAt: new Date(to).toISOString(),
    createdAt: new Date(at).toISOString(),
    reason: text,
    record: {},
    ...UNTOUCHED,
  }));
}
