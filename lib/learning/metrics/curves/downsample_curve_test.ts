import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../base/random.ts";
import { rocCurve } from "./roc_curve.ts";
import { downsampleCurve } from "./downsample_curve.ts";

Deno.test("downsampleCurve() drops points on a straight line", () => {
  const points = {
    x: Float64Array.of(0, 0.25, 0.5, 0.5, 0.5, 0.75, 1),
    y: Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1, 1),
    threshold: Float64Array.of(7, 6, 5, 4, 3, 2, 1),
  };
  assert.deepEqual(downsampleCurve(points, "x", "y", 100), {
    x: [0, 0.5, 0.5, 1],
    y: [0, 0.5, 1, 1],
    threshold: [7, 5, 3, 1],
  });
});

Deno.test("downsampleCurve() keeps the ends, the order and the limit", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const curve = fc.array(fc.tuple(share, share), {
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(fc.property(curve, fc.integer({ min: 2, max: 30 }), (pairs, limit) => {
    const x = Float64Array.from(pairs, ([value]) => value);
    const y = Float64Array.from(pairs, ([, value]) => value);
    const index = Float64Array.from(pairs, (_, i) => i);
    const kept = downsampleCurve({ x, y, index }, "x", "y", limit);
    assert.ok(kept.index.length <= limit);
    assert.deepEqual([kept.index[0], kept.index.at(-1)], [0, pairs.length - 1]);
    kept.index.forEach((at, i) => {
      assert.ok(i === 0 || at > kept.index[i - 1]);
      assert.deepEqual([kept.x[i], kept.y[i]], [x[at], y[at]]);
    });
  }));
});

Deno.test("downsampleCurve() changes the area of a ROC curve hardly at all", () => {
  const random = createRandom(1);
  const truth = Uint8Array.from({ length: 20000 }, () => random.integer(2));
  const scores = Float32Array.from(truth, (attack) => random.normal() + 2 * attack);
  const { auc, points } = rocCurve(scores, truth);
  const { fpr, tpr } = downsampleCurve(points!, "fpr", "tpr", 200);
  let area = 0;
  for (let i = 1; i < fpr.length; i++) area += (fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1]) / 2;
  assert.ok(fpr.length <= 200);
  assert.ok(Math.abs(area - auc!) < 0.002);
});

Deno.test("downsampleCurve() keeps a lone point and refuses a limit below 2", () => {
  const one = { x: Float64Array.of(1), y: Float64Array.of(2) };
  assert.deepEqual(downsampleCurve(one, "x", "y", 2), { x: [1], y: [2] });
  assert.throws(() => downsampleCurve(one, "x", "y", 1), /at least 2 points/);
});
