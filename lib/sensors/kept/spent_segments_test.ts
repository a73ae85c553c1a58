import assert from "node:assert/strict";
import { spentSegments } from "./spent_segments.ts";

const HOUR = 3_600_000;
const MEGABYTE = 2 ** 20;
const segments = [1, 2, 3].map((number) => ({
  number,
  bytes: MEGABYTE,
  records: 1,
  from: (number - 1) * HOUR,
  to: number * HOUR,
}));

const spent = (keepHours: number, keepMegabytes: number, now: number) =>
  spentSegments(segments, { keepHours, keepMegabytes }, now).map(({ number }) => number).sort();

Deno.test("spentSegments() lets go of what is too old or too much, never of the newest", () => {
  assert.deepEqual(spent(10, 10, 3 * HOUR), []);
  assert.deepEqual(spent(1.5, 10, 3 * HOUR), [1]);
  assert.deepEqual(spent(10, 2, 3 * HOUR), [1]);
  assert.deepEqual(spent(1, 1, 1000 * HOUR), [1, 2]);
});
