import assert from "node:assert/strict";
import { promisedRate } from "./promised_rate.ts";

Deno.test("promisedRate() is what a rule says it flags of usual records", () => {
  assert.ok(Math.abs(promisedRate({ rule: "quantile", q: 0.95 })! - 0.05) < 1e-12);
  assert.equal(promisedRate({ rule: "false-positive-rate", rate: 0.01, confidence: 0.9 }), 0.01);
  assert.equal(promisedRate({ rule: "peaks-over-threshold", risk: 0.001, level: 0.98 }), 0.001);
  assert.equal(promisedRate({ rule: "fixed", value: 0.5 }), null);
  assert.equal(promisedRate({ rule: "contamination", share: 0.1 }), null);
});
