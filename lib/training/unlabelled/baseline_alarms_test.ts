import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { baselineAlarms } from "./baseline_alarms.ts";

function scores(rows: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: rows }, () => random.normal());
}

Deno.test("baselineAlarms() are those of rows that the threshold was not set by", () => {
  const heldOut = scores(4000, 1);
  const alarms = baselineAlarms({ rule: "quantile", q: 0.95 }, { heldOut, test: scores(9, 2) });
  assert.ok(alarms);
  assert.equal(alarms.rows, 4000);
  assert.ok(Math.abs(alarms.flagged / alarms.rows - 0.05) < 0.01);
  assert.ok(Math.abs(alarms.target! - 0.05) < 1e-9);
});

Deno.test("baselineAlarms() show that few rows cannot keep a small promise", () => {
  let [rows, flagged] = [0, 0];
  for (let seed = 1; seed <= 50; seed++) {
    const alarms = baselineAlarms({ rule: "quantile", q: 0.9999 }, {
      heldOut: scores(50, seed),
      test: scores(1, 1),
    })!;
    [rows, flagged] = [rows + alarms.rows, flagged + alarms.flagged];
  }
  assert.ok(flagged / rows > 0.01, `${flagged} of ${rows}`);
});

Deno.test("baselineAlarms() take every rule that needs no labels, and few rows for nothing", () => {
  const given = { heldOut: scores(200, 1), test: scores(100, 2) };
  const fixed = baselineAlarms({ rule: "fixed", value: -9 }, given);
  assert.deepEqual(fixed, { rows: 200, flagged: 200, target: null });
  const adaptive = baselineAlarms({ rule: "adaptive", q: 0.9, window: 50, resetAfter: 5 }, given);
  assert.ok(adaptive!.flagged > 5 && adaptive!.flagged < 50);
  assert.equal(
    baselineAlarms({ rule: "fixed", value: 0 }, { ...given, heldOut: scores(39, 1) }),
    null,
  );
});
