import assert from "node:assert/strict";
import { timeText } from "./time_text.ts";

Deno.test("timeText() agrees with Date on any day, and adds microseconds", () => {
  for (const seconds of [0, 59, 86_399, 86_400, 951_782_400, 1_700_000_000, -1, 4_102_444_799]) {
    const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
    assert.equal(timeText(seconds, 0), `${whole}.000000Z`);
    assert.equal(timeText(seconds, 1_234_999), `${whole}.001234Z`);
  }
  assert.equal(timeText(0, -1), "1969-12-31T23:59:59.999999Z");
});
