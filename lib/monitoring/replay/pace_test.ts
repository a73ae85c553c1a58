import assert from "node:assert/strict";
import { Pace } from "./pace.ts";

const dues = (pace: Pace, times: (number | null)[]) => times.map((time) => pace.next(time));

Deno.test("Pace spreads records evenly over each second", () => {
  assert.deepEqual(dues(new Pace({ recordsPerSecond: 4 }), [null, null, null]), [0, 250, 500]);
});

Deno.test("Pace keeps the distances of the times, as many times faster as it is told", () => {
  const pace = new Pace({ timeColumn: "t", factor: 10 });
  assert.deepEqual(dues(pace, [5000, 5000, 6000, 10_000]), [0, 0, 100, 500]);
});

Deno.test("Pace cuts long pauses and does not wait for records without a time or out of order", () => {
  const pace = new Pace({ timeColumn: "t", factor: 1 });
  assert.deepEqual(dues(pace, [null, 0, 1000, 500, null, 1100, 9e9]), [
    0,
    0,
    1000,
    1000,
    1000,
    1100,
    6100,
  ]);
});
