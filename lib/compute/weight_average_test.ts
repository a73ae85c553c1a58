import assert from "node:assert/strict";
import { createRandom } from "../base/random.ts";
import { assertClose } from "./testing.ts";
import { createWeightAverage } from "./weight_average.ts";

Deno.test("createWeightAverage() starts with the parameters and leaves them alone", () => {
  const parameters = [Float32Array.of(1, 2), Float32Array.of(3)];
  const average = createWeightAverage(parameters, 0.9);
  assert.deepEqual(average.values, parameters);
  average.update([Float32Array.of(5, 5), Float32Array.of(5)]);
  assert.deepEqual(parameters, [Float32Array.of(1, 2), Float32Array.of(3)]);
});

Deno.test("createWeightAverage() weighs the past with the decay once it is in progress", () => {
  const average = createWeightAverage([Float32Array.of(0)], 0.9);
  for (let i = 0; i < 500; i++) average.update([Float32Array.of(4)]);
  assertClose(average.values[0], [4]);
  average.update([Float32Array.of(14)]);
  assertClose(average.values[0], [5]);
});

Deno.test("createWeightAverage() is steadier than its parameters and forgets the start", () => {
  const random = createRandom(1);
  const average = createWeightAverage([Float32Array.of(1000)], 0.99);
  let squares = 0;
  for (let step = 1; step <= 3000; step++) {
    average.update([Float32Array.of(random.normal())]);
    if (step > 1000) squares += average.values[0][0] ** 2;
  }
  assert.ok(Math.sqrt(squares / 2000) < 0.15);
});
