import assert from "node:assert/strict";
import { Eta } from "./eta.ts";

Deno.test("Eta.estimate() gives the time that is left at the pace so far", () => {
  const eta = new Eta(1000);
  assert.equal(eta.estimate(0.25, 11_000), 30);
  assert.equal(eta.estimate(1, 11_000), 0);
});

Deno.test("Eta.estimate() is silent without a basis", () => {
  const eta = new Eta(0);
  assert.equal(eta.estimate(0.5, 100), undefined);
  assert.equal(eta.estimate(0, 60_000), undefined);
});
