import assert from "node:assert/strict";
import { powerOfTenTick } from "./options.ts";

Deno.test("powerOfTenTick() names powers of ten and leaves the ticks between them blank", () => {
  const ticks = [0.00001, 0.0001, 0.0003, 0.1, 1, 5, 10, 1000, 2000, 1_000_000];
  assert.deepEqual(ticks.map(powerOfTenTick), [
    "1e-5",
    "0.0001",
    "",
    "0.1",
    "1",
    "",
    "10",
    "1,000",
    "",
    "1,000,000",
  ]);
});
