import assert from "node:assert/strict";
import type { LiveFinding } from "../behaviour/stream/live_finding.ts";
import type { Rule } from "../resources/alert_rule.ts";
import { sensorAlerts } from "./sensor_alerts.ts";

const RULE: Rule = {
  id: "rule-1",
  createdAt: "2026-01-05T00:00:00.000Z",
  name: "Scans",
  enabled: true,
  source: "sensor",
  model: null,
  severity: "high",
  where: null,
  entity: null,
  count: 1,
  windowSeconds: 300,
  destinations: [],
};
const SENSOR = { id: "sensor-1", name: "Gate" };

const finding = (severity: number, state: LiveFinding["state"] = "running") =>
  ({
    host: "10.0.0.66",
    severity,
    state,
    records: 60,
    from: 1000,
    to: 2000,
    text: "Tried 60 ports.",
  }) as LiveFinding;

const raised = (rule: Partial<Rule>, told: Parameters<typeof sensorAlerts>[2]) =>
  sensorAlerts({ ...RULE, ...rule }, SENSOR, told, 5000, () => "alert-1");

Deno.test("sensorAlerts() raises one when a finding is severe enough, and not again", () => {
  const [alert] = raised({}, [{ finding: finding(75), before: 0, ofHost: 1 }]);
  assert.deepEqual(
    [alert.source, alert.host, alert.severity.band, alert.count, alert.reason, alert.firstAt],
    [
      { type: "sensor", id: "sensor-1", name: "Gate" },
      "10.0.0.66",
      "high",
      60,
      "Tried 60 ports.",
      "1970-01-01T00:00:01.000Z",
    ],
  );
  assert.deepEqual(raised({}, [{ finding: finding(75), before: 72, ofHost: 1 }]), []);
  assert.equal(raised({}, [{ finding: finding(75), before: 60, ofHost: 1 }]).length, 1);
  assert.deepEqual(raised({}, [{ finding: finding(60), before: 0, ofHost: 1 }]), []);
});

Deno.test("sensorAlerts() keeps to the rule: what it watches, how many findings a host has", () => {
  const told = [{ finding: finding(95), before: 0, ofHost: 2 }];
  assert.equal(raised({ count: 2 }, told).length, 1);
  for (const rule of [{ count: 3 }, { enabled: false }, { source: "detection" as const }]) {
    assert.deepEqual(raised(rule, told), []);
  }
  const withdrawn = [{ finding: finding(95, "withdrawn"), before: 0, ofHost: 2 }];
  assert.deepEqual(raised({}, withdrawn), []);
});
