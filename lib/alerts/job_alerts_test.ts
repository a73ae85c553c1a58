import assert from "node:assert/strict";
import type { FoundHost } from "../detections/hosts/found_hosts.ts";
import { alertSchema } from "../resources/alert.ts";
import { ruleRequestSchema } from "../resources/alert_rule.ts";
import type { BatchModel } from "../resources/batch.ts";
import type { BatchRow, DetectionRow } from "../store/catalogue.ts";
import { batchAlerts, hostAlerts } from "./job_alerts.ts";
import { ruleOf } from "./testing.ts";

const AT = "2026-03-04T05:06:07.000Z";

let ids = 0;
const newId = () => `alert-${++ids}`;

const detection = {
  id: "detection-1",
  name: "Office",
  status: "done",
  createdAt: AT,
  finishedAt: AT,
  elapsed: false,
} as DetectionRow;

const hostOf = (host: string, severity: number, findings = 1): FoundHost => ({
  host,
  severity,
  findings,
  records: 100,
  flagged: 10,
  firstSeen: AT,
  lastSeen: AT,
  reasons: [`${host} scanned.`],
  from: "2026-03-01T00:00:00.000Z",
  to: "2026-03-02T00:00:00.000Z",
  behind: 42,
});

const FOUND = [hostOf("10.0.0.5", 95, 3), hostOf("10.0.0.6", 70), hostOf("10.0.0.7", 69.9, 9)];

Deno.test("hostAlerts() raises an alert for each host that is severe enough", () => {
  const rule = ruleOf({ source: "detection", severity: "high" });
  const alerts = hostAlerts(rule, detection, FOUND, newId);
  assert.deepEqual(alerts.map(({ host }) => host), ["10.0.0.5", "10.0.0.6"]);
  const [alert] = alerts;
  assert.deepEqual(alertSchema.parse(alert), alert);
  assert.deepEqual(
    [alert.severity.band, alert.reason, alert.count, alert.firstAt, alert.state],
    ["critical", "10.0.0.5 scanned.", 42, FOUND[0].from, "open"],
  );
  const often = hostAlerts({ ...rule, severity: "low", count: 3 }, detection, FOUND, newId);
  assert.deepEqual(often.map(({ host }) => host), ["10.0.0.5", "10.0.0.7"]);
  assert.equal(hostAlerts(rule, { ...detection, elapsed: true }, FOUND, newId)[0].firstAt, AT);
});

Deno.test("hostAlerts() raises none for other rules, or of a detection that failed", () => {
  const rule = ruleOf({ source: "detection" });
  assert.deepEqual(hostAlerts(ruleOf(), detection, FOUND, newId), []);
  assert.deepEqual(hostAlerts({ ...rule, enabled: false }, detection, FOUND, newId), []);
  assert.deepEqual(hostAlerts(rule, { ...detection, status: "failed" }, FOUND, newId), []);
});

const judged = (model: string, high: number, critical: number) =>
  ({
    model,
    threshold: { value: 0.5 },
    flagged: 10 + high + critical,
    severities: { bands: { low: 0, medium: 10, high, critical }, highest: critical ? 93 : 75 },
    highest: [{ score: 2 }],
  }) as BatchModel;

const batch = {
  id: "batch-1",
  name: "Monday",
  status: "done",
  createdAt: AT,
  startedAt: AT,
  finishedAt: AT,
  result: {
    counts: { total: 1000 },
    models: [judged("model-1", 5, 0), judged("model-2", 5, 1)],
  },
} as BatchRow;

Deno.test("batchAlerts() raises an alert for each model that flags enough records", () => {
  const raised = (change: Parameters<typeof ruleOf>[0]) =>
    batchAlerts(ruleOf({ source: "batch", ...change }), batch, (id) => `Model ${id}`, newId)
      .map(({ model }) => model?.id);
  assert.deepEqual(raised({ count: 6 }), ["model-2"]);
  assert.deepEqual(raised({ count: 5 }), ["model-1", "model-2"]);
  assert.deepEqual(raised({ severity: "critical" }), ["model-2"]);
  assert.deepEqual(raised({ severity: "medium", count: 16 }), ["model-2"]);
  assert.deepEqual(raised({ model: "model-1" }), ["model-1"]);
  assert.deepEqual(raised({ source: "live" }), []);
  const [alert] = batchAlerts(ruleOf({ source: "batch" }), batch, () => "Forest", newId);
  assert.deepEqual(alertSchema.parse(alert), alert);
  assert.equal(
    alert.reason,
    "15 of 1,000 records flagged, 5 of high severity or higher.",
  );
  assert.deepEqual(
    batchAlerts(ruleOf({ source: "batch" }), { ...batch, result: null }, String, newId),
    [],
  );
});

Deno.test("rules about batches and detections have no columns, and those about detections no model", () => {
  const faults = (rule: Record<string, unknown>) =>
    ruleRequestSchema.safeParse({ name: "R", ...rule }).error?.issues.map(({ path }) => path[0]);
  assert.equal(faults({ source: "batch", model: "model-1" }), undefined);
  assert.deepEqual(faults({ source: "batch", entity: "src_ip" }), ["entity"]);
  assert.deepEqual(
    faults({ source: "detection", model: "m", where: { column: "a", value: "b" } }),
    [
      "where",
      "model",
    ],
  );
});
