import assert from "node:assert/strict";
import { StepEta } from "./step_eta.ts";

Deno.test("StepEta trusts the pace of the step in progress, not its cost", () => {
  const eta = new StepEta([1, 8], 0);
  eta.estimate(0, 1, 2000);
  assert.equal(eta.estimate(1, 0, 2000), undefined);
  assert.equal(eta.estimate(1, 0.1, 12_000), 90);
  assert.equal(eta.estimate(1, 0.5, 52_000), 50);
  assert.equal(eta.estimate(1, 1, 102_000), 0);
});

Deno.test("StepEta judges the steps to come by what cost has taken so far", () => {
  const eta = new StepEta([1, 4, 1, 4], 0);
  eta.estimate(1, 0, 1000);
  // The step takes 9 seconds: 10 seconds for a cost of 5.
  assert.equal(eta.estimate(1, 1 / 3, 4000), 6 + 2 * 5);
  eta.estimate(2, 0, 10_000);
  assert.equal(eta.estimate(2, 0.5, 11_000), 1 + 2 * 4);
});

Deno.test("StepEta says nothing without a basis", () => {
  const eta = new StepEta([1, 8], 0);
  assert.equal(eta.estimate(0, 0.9, 1000), undefined);
  assert.equal(eta.estimate(0, 0, 5000), undefined);
});

Deno.test("StepEta does not wait for a hundredth of a long step", () => {
  const eta = new StepEta([1, 8], 0);
  assert.equal(eta.estimate(1, 0.001, 2000), undefined);
  assert.equal(eta.estimate(1, 0.001, 3500), 1498.5);
});
