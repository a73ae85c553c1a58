import assert from "node:assert/strict";
import fc from "fast-check";
import { SCALING_KINDS } from "./scaler.ts";
import { SCALERS } from "./scalers.ts";

const column = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 50,
});

function scaled(kind: keyof typeof SCALERS, values: number[]): number[] {
  const { bend, fit } = SCALERS[kind];
  const { offset, scale } = fit(Float64Array.from(values, bend));
  return values.map((value) => (bend(value) - offset) / scale);
}

function near(actual: number[], expected: number[]): void {
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12, `${actual}`));
}

Deno.test("standardScaler gives mean 0 and standard deviation 1", () => {
  near(scaled("standard", [1, 3]), [-1, 1]);
  near(scaled("standard", [0, 0, 0, 4]), [-1, -1, -1, 3].map((x) => x / Math.sqrt(3)));
});

Deno.test("minMaxScaler gives 0 to 1", () => {
  near(scaled("min-max", [2, 4, 10]), [0, 0.25, 1]);
});

Deno.test("logStandardScaler takes signed logarithms first", () => {
  near(scaled("log-standard", [Math.E ** 2 - 1, Math.E ** 4 - 1]), [-1, 1]);
  near(scaled("log-standard", [1 - Math.E, Math.E - 1]), [-1, 1]);
});

for (const kind of SCALING_KINDS) {
  Deno.test(`SCALERS["${kind}"] gives finite numbers in the order of the values`, () => {
    fc.assert(fc.property(column, (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      scaled(kind, sorted).forEach((value, i, all) => {
        assert.ok(Number.isFinite(value));
        assert.ok(i === 0 || value >= all[i - 1]);
      });
    }));
  });

  Deno.test(`SCALERS["${kind}"] gives 0 for a constant column and copes with an empty one`, () => {
    assert.deepEqual(scaled(kind, [0.1, 0.1, 0.1]), [0, 0, 0]);
    assert.deepEqual(SCALERS[kind].fit(new Float64Array(0)), { offset: 0, scale: 1 });
  });
}
