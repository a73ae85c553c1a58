import assert from "node:assert/strict";
import fc from "fast-check";
import { SCALINGS } from "./choices.ts";
import { SCALING_CHOICES, SCALING_KINDS, type ScalingKind } from "./scaler.ts";
import { fitScale, restoreScaling, SCALED_LIMIT } from "./scalers.ts";

const column = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 50,
});

function scaled(kind: ScalingKind, train: number[], values = train): number[] {
  const given = Float64Array.from(values);
  restoreScaling(fitScale(kind, Float64Array.from(train)))(given);
  return [...given];
}

function near(actual: number[], expected: number[], tolerance = 1e-12): void {
  assert.equal(actual.length, expected.length);
  const wrong = actual.findIndex((value, i) => !(Math.abs(value - expected[i]) < tolerance));
  if (wrong >= 0) assert.equal(actual[wrong], expected[wrong], `At ${wrong}`);
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

Deno.test("robustScaler gives median 0 and interquartile range 1, whatever the extremes", () => {
  near(scaled("robust", [1, 2, 3, 4, 5]), [-1, -0.5, 0, 0.5, 1]);
  near(scaled("robust", [1, 2, 3, 4, 1e6], [1, 2, 3, 4]), [-1, -0.5, 0, 0.5]);
});

Deno.test("robustScaler divides by the deviation where the quartiles are equal", () => {
  near(scaled("robust", [0, 0, 0, 0, 0, 0, 0, 0, 0, 10], [0, 6]), [0, 2]);
});

Deno.test("quantileUniformScaler gives the share of values below, equal ones counted half", () => {
  near(scaled("quantile-uniform", [30, 10, 20, 40]), [0.625, 0.125, 0.375, 0.875]);
  near(scaled("quantile-uniform", [0, 0, 0, 8], [0, 4, 8, -1, 9]), [0.375, 0.625, 0.875, 0, 1]);
});

Deno.test("quantileNormalScaler gives the normal quantile of the rank", () => {
  const [low, middle, high] = scaled("quantile-normal", [1, 2, 3]);
  near([low, middle, high], [-0.967421566101701, 0, 0.967421566101701]);
  assert.deepEqual(scaled("quantile-normal", [1, 2, 3], [0, 4]), [-SCALED_LIMIT, SCALED_LIMIT]);
});

Deno.test("quantile scalers keep ranks of at most about 1000 values, the extremes among them", () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => i < 2000 ? 0 : i * i);
  const scale = fitScale("quantile-uniform", values.toReversed());
  assert.ok("ranks" in scale && scale.values.length <= 1000 && scale.values.length > 500);
  assert.deepEqual([scale.values[0], scale.values.at(-1)], [0, 4999 ** 2]);
  const given = values.slice();
  restoreScaling(scale)(given);
  near([...given], Array.from(values, (_, i) => i < 2000 ? 0.2 : (i + 0.5) / 5000), 1e-3);
});

for (const kind of SCALING_KINDS) {
  Deno.test(`SCALERS["${kind}"] gives finite numbers in the order of the values`, () => {
    fc.assert(fc.property(column, column, (train, values) => {
      const sorted = [...train, ...values].sort((a, b) => a - b);
      scaled(kind, train, sorted).forEach((value, i, all) => {
        assert.ok(Math.abs(value) <= SCALED_LIMIT);
        assert.ok(i === 0 || value >= all[i - 1]);
      });
    }));
  });

  Deno.test(`SCALERS["${kind}"] gives its centre for a constant column, copes with an empty one`, () => {
    const centre = kind === "quantile-uniform" ? 0.5 : 0;
    near(scaled(kind, [0.1, 0.1, 0.1]), [centre, centre, centre], 1e-8);
    assert.deepEqual(scaled(kind, [], [0]), [centre]);
  });
}

Deno.test("SCALINGS lists every choice once", () => {
  assert.deepEqual(SCALINGS.map(({ value }) => value).sort(), [...SCALING_CHOICES].sort());
});
