import assert from "node:assert/strict";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import { filterWarnings, preparationOf } from "./preparation.ts";

function prepared(columns: Record<string, number[]>) {
  const pipeline = FeaturePipeline.fit({
    rows: 8,
    columns: Object.entries(columns).map(([name, values]) => ({
      type: "numeric" as const,
      name,
      values: Float32Array.from(values),
    })),
  }, {
    encoding: "one-hot",
    scaling: "min-max",
    filters: { nearConstant: 0.2, correlation: 0.99 },
  });
  return preparationOf(pipeline, false);
}

const up = [1, 2, 3, 4, 5, 6, 7, 8];
const flat = Array(8).fill(1);

Deno.test("filterWarnings() says what was left out and why", () => {
  const preparation = prepared({
    up,
    flat,
    rare: [0, 0, 0, 0, 1, 0, 0, 0],
    down: up.map((value) => -value),
  });
  assert.deepEqual(preparation.scalings, [{ feature: "up", scaling: "min-max" }]);
  assert.deepEqual(filterWarnings(preparation), [
    'The filters left out 3 columns: "flat" (constant), "rare" (13% of rows differ from the rest), "down" (correlation -1.000 with "up").',
  ]);
});

Deno.test("filterWarnings() names a few columns, and says nothing where none were left out", () => {
  const many = prepared({ up, ...Object.fromEntries("abcdefg".split("").map((n) => [n, flat])) });
  assert.match(
    filterWarnings({ ...many, supervised: true })[0],
    /^The filters left out 7 columns for detectors that learn from attacks: "a" \(constant\), .*"e" \(constant\) and 2 more\.$/,
  );
  assert.deepEqual(filterWarnings(prepared({ up })), []);
});
