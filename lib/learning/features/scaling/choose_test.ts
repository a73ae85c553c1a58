import assert from "node:assert/strict";
import { createRandom } from "../../../base/random.ts";
import { chooseScaling, skewness } from "./choose.ts";

function draw(make: (normal: number, uniform: number) => number): Float32Array {
  const random = createRandom(1);
  return Float32Array.from({ length: 2000 }, () => make(random.normal(), random.next()));
}

Deno.test("skewness() is the third standardised moment", () => {
  assert.equal(skewness(Float64Array.of(1, 2, 3)), 0);
  assert.ok(Math.abs(skewness(Float64Array.of(0, 0, 0, 1)) - 2 / Math.sqrt(3)) < 1e-12);
  assert.equal(skewness(Float64Array.of(0.1, 0.1, 0.1)), 0);
  assert.equal(skewness(new Float64Array(0)), 0);
});

Deno.test("chooseScaling() takes the logarithm of long right tails only", () => {
  assert.equal(chooseScaling(draw((normal) => Math.exp(3 * normal))), "log-standard");
  assert.equal(chooseScaling(draw((_, u) => u < 0.8 ? 0 : 1000 * u ** 9)), "log-standard");
  assert.equal(chooseScaling(draw((normal) => normal)), "standard");
  assert.equal(chooseScaling(draw((normal) => -Math.exp(3 * normal))), "standard");
  assert.equal(chooseScaling(draw((_, u) => u ** 5)), "standard");
  assert.equal(chooseScaling(draw((_, u) => u < 0.99 ? 0 : 1)), "standard");
  assert.equal(chooseScaling(new Float32Array(0)), "standard");
});
