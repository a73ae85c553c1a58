/**
 * What the tests of alerts share.
 *
 * @module
 */
import type { Alert } from "../resources/alert.ts";
import { type Rule, ruleRequestSchema } from "../resources/alert_rule.ts";
import { UNTOUCHED } from "./alert_change.ts";

/** A rule with defaults. */
export function ruleOf(change: Partial<Rule> = {}): Rule {
  return {
    ...ruleRequestSchema.parse({ name: "High severity" }),
    id: "rule-1",
    createdAt: "2026-01-01T00:00:00.000Z",
    ...change,
  };
}

/** An alert of a scan. */
export function alertOf(change: Partial<Alert> = {}): Alert {
  return {
    id: "alert-1",
    rule: { id: "rule-1", name: "High severity" },
    source: { type: "live", id: "model-1", name: "Isolation Forest of Demo" },
    model: { id: "model-1", name: "Isolation Forest of Demo" },
    entity: { column: "service", value: "http" },
    host: "10.0.0.1",
    severity: { value: 91.5, band: "critical" },
    score: 0.75,
    threshold: 0.5,
    count: 3,
    firstAt: "2026-03-04T05:06:07.000Z",
    lastAt: "2026-03-04T05:06:09.500Z",
    createdAt: "2026-03-04T05:06:07.000Z",
    reason: null,
    record: { src_ip: "10.0.0.1", dst_port: 80, service: "http", duration: 1.5, flag: null },
    ...UNTOUCHED,
    ...change,
  };
}
