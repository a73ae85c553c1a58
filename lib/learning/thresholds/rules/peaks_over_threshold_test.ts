import assert from "node:assert/strict";
import { peaksOverThresholdRule } from "./peaks_over_threshold.ts";
import { near, scoresOf, uniforms } from "../testing.ts";

function threshold(risk: number, level: number, heldOut: Iterable<number>): number {
  const rule = { rule: "peaks-over-threshold", risk, level } as const;
  return peaksOverThresholdRule.apply(rule, scoresOf(heldOut)).value;
}

const exponential = uniforms(2000, 7).map((u) => -Math.log1p(-u));

Deno.test("peaksOverThresholdRule extrapolates as scipy's fit of the 40 peaks does", () => {
  assert.ok(near(threshold(1e-3, 0.98, exponential), 7.035207767499839, 1e-5));
  assert.ok(near(threshold(1e-4, 0.98, exponential), 8.397316488300529, 1e-5));
});

Deno.test("peaksOverThresholdRule rises as the risk falls", () => {
  const risks = [0.5, 0.1, 0.02, 0.019, 0.01, 1e-3, 1e-4, 1e-6];
  const values = risks.map((risk) => threshold(risk, 0.98, exponential));
  assert.deepEqual(values, values.toSorted((a, b) => a - b));
});

Deno.test("peaksOverThresholdRule has an exponential tail where peaks are few", () => {
  // Above the median 3 lie 4 and 5: mean excess 1.5, two fifths of the scores.
  const expected = 3 + 1.5 * Math.log(0.4 / 0.01);
  assert.ok(near(threshold(0.01, 0.5, [1, 2, 3, 4, 5]), expected, 1e-12));
});

Deno.test("peaksOverThresholdRule takes the plain quantile for a risk within the data", () => {
  assert.equal(threshold(0.5, 0.5, [1, 2, 3, 4, 5]), 3);
});

Deno.test("peaksOverThresholdRule of equal scores is that score", () => {
  assert.equal(threshold(1e-4, 0.98, [3, 3, 3]), 3);
  assert.equal(threshold(1e-4, 0.98, [3]), 3);
});
