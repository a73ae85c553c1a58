import assert from "node:assert/strict";
import { describeTimeLeft } from "./time_left.ts";

Deno.test("describeTimeLeft() gets coarser the longer it takes", () => {
  assert.equal(describeTimeLeft(0.4), "A moment left");
  assert.equal(describeTimeLeft(7.3), "About 7 seconds left");
  assert.equal(describeTimeLeft(33), "About 35 seconds left");
  assert.equal(describeTimeLeft(59), "About a minute left");
  assert.equal(describeTimeLeft(200), "About 3 minutes left");
  assert.equal(describeTimeLeft(7300), "About 2 hours left");
});

Deno.test("describeTimeLeft() does not invent an estimate", () => {
  for (const unknown of [undefined, NaN, Infinity, -1]) {
    assert.equal(describeTimeLeft(unknown), "Estimating the time left");
  }
});
