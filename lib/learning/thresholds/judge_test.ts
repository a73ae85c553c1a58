import assert from "node:assert/strict";
import fc from "fast-check";
import { flagRows, judgeBy } from "./apply_rule.ts";
import { fixedJudge } from "./judge.ts";
import type { ThresholdRule } from "./rule.ts";

const ADAPTIVE: ThresholdRule = { rule: "adaptive", q: 0.9, window: 50, resetAfter: 5 };

Deno.test("fixedJudge() flags what is greater than its threshold", () => {
  const judge = fixedJudge(2);
  const flags = Uint8Array.of(1, 1, 1);
  const thresholds = new Float64Array(3);
  judge.judge(Float32Array.of(1, 2, 3), flags, thresholds);
  assert.deepEqual([...flags], [0, 0, 1]);
  assert.deepEqual([...thresholds], [2, 2, 2]);
  assert.deepEqual([judge.threshold, judge.isMoving], [2, false]);
});

Deno.test("judgeBy() follows scores of an adaptive rule, however they are cut into blocks", () => {
  const scores = fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 1 });
  const cuts = fc.integer({ min: 1, max: 7 });
  fc.assert(fc.property(scores, scores, cuts, (start, given, rows) => {
    const heldOut = Float32Array.from(start);
    const test = Float32Array.from(given);
    const whole = flagRows(ADAPTIVE, 0, { heldOut, test });
    const judge = judgeBy(ADAPTIVE, 0, heldOut);
    assert.ok(judge.isMoving);
    for (let from = 0; from < test.length; from += rows) {
      const block = test.subarray(from, from + rows);
      const flags = new Uint8Array(block.length);
      const thresholds = new Float64Array(block.length);
      const { threshold } = judge;
      judge.judge(block, flags, thresholds);
      assert.equal(thresholds[0], threshold);
      assert.deepEqual(flags, whole.slice(from, from + rows));
      assert.deepEqual([...flags], [...block].map((each, i) => Number(each > thresholds[i])));
    }
  }));
});

Deno.test("judgeBy() stays at the threshold where there is nothing to start from", () => {
  for (const heldOut of [null, new Float32Array(0)]) {
    const judge = judgeBy(ADAPTIVE, 1.5, heldOut);
    assert.deepEqual([judge.threshold, judge.isMoving], [1.5, false]);
  }
});
