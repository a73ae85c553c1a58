import assert from "node:assert/strict";
import { partsOf } from "./parts.ts";

const near = (actual: Iterable<number>, expected: number[]) => {
  const values = [...actual];
  assert.equal(values.length, expected.length);
  values.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 1e-12, `${values}`));
};

Deno.test("partsOf() is the logarithm of the highest density over that of a bin", () => {
  const { parts, outside } = partsOf({
    edges: Float64Array.of(0, 1, 2, 3),
    counts: Float64Array.of(8, 2, 0),
  });
  near(parts, [0, Math.log(4), Math.log(16)]);
  near([outside], [Math.log(16)]);
});

Deno.test("partsOf() divides rows by the width of their bin", () => {
  const { parts, outside } = partsOf({
    edges: Float64Array.of(0, 1, 5),
    counts: Float64Array.of(4, 4),
  });
  near(parts, [0, Math.log(4)]);
  // Half a row in a bin of mean width, 2.5.
  near([outside], [Math.log(4 / 0.2)]);
});

Deno.test("partsOf() takes a last bin of one value for as wide as the one before", () => {
  const { parts } = partsOf({ edges: Float64Array.of(0, 1, 1), counts: Float64Array.of(3, 6) });
  near(parts, [Math.log(2), 0]);
});

Deno.test("partsOf() sets all other values apart from a constant", () => {
  const { parts, outside } = partsOf({ edges: Float64Array.of(3, 3), counts: Float64Array.of(10) });
  near(parts, [0]);
  near([outside], [Math.log(20)]);
});
