import assert from "node:assert/strict";
import { intervalWords } from "./finding_times.ts";

Deno.test("intervalWords() names widths as people do", () => {
  const widths = [500, 1000, 5 * 60_000, 3_600_000, 7 * 86_400_000];
  assert.deepEqual(widths.map(intervalWords), [
    "500 milliseconds",
    "second",
    "5 minutes",
    "hour",
    "7 days",
  ]);
});
