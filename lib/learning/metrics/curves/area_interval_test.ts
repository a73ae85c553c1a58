import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { averagePrecisionInterval, rocAreaError, rocAreaInterval } from "./area_interval.ts";
import { rocCurve } from "./roc_curve.ts";

Deno.test("rocAreaError() is that of Hanley and McNeil's own example", () => {
  // The paper has 0.032 for an area of 0.893.
  assert.ok(Math.abs(rocAreaError(0.893, 51, 58) - 0.032) < 0.001);
  assert.equal(rocAreaError(1, 51, 58), 0);
});

Deno.test("rocAreaInterval() covers the true area about as often as it says", () => {
  const random = createRandom(4);
  // Exponential scores, attacks with a mean four times as high: the true area is 4 / 5.
  const draw = (mean: number) => -mean * Math.log(1 - random.next());
  let covered = 0;
  const trials = 400;
  for (let trial = 0; trial < trials; trial++) {
    const truth = Uint8Array.from({ length: 150 }, (_, i) => Number(i < 50));
    const scores = Float32Array.from(truth, (attack) => draw(attack ? 4 : 1));
    const { low, high } = rocAreaInterval(rocCurve(scores, truth).auc!, 50, 100);
    if (low <= 0.8 && 0.8 <= high) covered++;
  }
  assert.ok(covered / trials > 0.92 && covered / trials < 0.98, String(covered));
});

Deno.test("intervals narrow with more rows and stay within 0 and 1", () => {
  const width = ({ low, high }: { low: number; high: number }) => high - low;
  assert.ok(width(rocAreaInterval(0.8, 500, 500)) < width(rocAreaInterval(0.8, 50, 50)));
  assert.ok(
    width(averagePrecisionInterval(0.8, 500)!) < width(averagePrecisionInterval(0.8, 50)!),
  );
  assert.equal(averagePrecisionInterval(0, 9), null);
  const perfect = rocAreaInterval(1, 13, 167);
  assert.ok(perfect.low > 0.85 && perfect.low < 0.95 && perfect.high === 1, String(perfect.low));
  const reversed = rocAreaInterval(0, 167, 13);
  assert.ok(reversed.low === 0 && reversed.high > 0 && reversed.high < 0.2, String(reversed.high));
});
