import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { initialWeights } from "../network.ts";
import { layOut, packWeights, unpackWeights } from "./layout.ts";
import { anyAutoencoder, denseAutoencoder, lstmAutoencoder } from "./testing.ts";

Deno.test("layOut() pads widths to multiples of eight, gate by gate", () => {
  const { arrays } = layOut(lstmAutoencoder(3, 1, [5]));
  assert.deepEqual(
    arrays.slice(0, 3).map(({ role, rows, cols }) => [role, rows, cols]),
    [["kernel", 8, 32], ["recurrent", 8, 32], ["bias", 1, 32]],
  );
});

Deno.test("layOut() cuts what is trained into chunks that cover it once", () => {
  const { arrays, chunks } = layOut(denseAutoencoder(200, [300]));
  for (const array of arrays) {
    const own = chunks.filter((chunk) => chunk.array === array);
    let row = 0;
    for (const { firstRow, rows } of own) {
      assert.equal(firstRow, row);
      row += rows;
    }
    assert.equal(row, array.rows);
  }
});

Deno.test("layOut() leaves out recurrent kernels that nothing reaches", () => {
  const roles = (steps: number) =>
    layOut(lstmAutoencoder(3, steps, [5])).chunks.map(({ array }) => array.role);
  assert.ok(!roles(1).includes("recurrent"));
  assert.ok(roles(2).includes("recurrent"));
});

Deno.test("unpackWeights() gives back what packWeights() was given", () => {
  fc.assert(fc.property(anyAutoencoder, (network) => {
    const layout = layOut(network);
    const weights = initialWeights(network, createRandom(1));
    const parameters = new Float32Array(layout.length);
    packWeights(layout, weights, parameters);
    assert.deepEqual(unpackWeights(layout, parameters), weights);
    const sum = (values: Float32Array) =>
      values.reduce((total, value) => total + Math.abs(value), 0);
    const plain = weights.reduce((total, array) => total + sum(array), 0);
    assert.ok(Math.abs(sum(parameters) - plain) < 1e-6 * plain + 1e-9, "padding is zero");
  }));
});
