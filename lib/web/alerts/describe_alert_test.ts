import assert from "node:assert/strict";
import { alertOf } from "../../alerts/testing.ts";
import { alertFacts, alertSubject, sourceAddress } from "./describe_alert.ts";

Deno.test("alertSubject() is the host, or else what the rule groups by", () => {
  assert.equal(alertSubject(alertOf()), "10.0.0.1");
  assert.equal(alertSubject(alertOf({ host: null })), "service http");
  assert.equal(alertSubject(alertOf({ host: null, entity: null })), "High severity");
});

Deno.test("alertFacts() tells the reason, or else records and score", () => {
  assert.equal(alertFacts(alertOf()), "3 anomalous records, highest score 0.75 (threshold 0.5).");
  assert.equal(alertFacts(alertOf({ reason: "Scanned." })), "Scanned.");
});

Deno.test("sourceAddress() leads to the model, the batch or the host in its detection", () => {
  assert.equal(sourceAddress(alertOf()), "/live?model=model-1");
  const source = { type: "detection", id: "detection-1", name: "Office" } as const;
  assert.equal(
    sourceAddress(alertOf({ source, host: "fe80::1" })),
    "/detections/detection-1?host=fe80%3A%3A1",
  );
});
