import assert from "node:assert/strict";
import fc from "fast-check";
import type { Tensor } from "@tensorflow/tfjs";
import { startTensorFlow } from "../start.ts";
import { assertClose, assertLikeCpu } from "../../testing.ts";
import { randomTensor } from "./testing.ts";

const { tf } = await startTensorFlow();

const LENGTHS: Record<string, number> = { a: 2, b: 3, c: 4, d: 5, e: 1 };
const shapeOf = (names: string[]) => names.map((name) => LENGTHS[name]);

/** Names of the dimensions of the first tensor, the second and the result, in any order. */
const equations = fc.tuple(
  fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 1, maxLength: 3 }),
  fc.shuffledSubarray(["b", "c", "d", "e"], { minLength: 1, maxLength: 3 }),
).chain(([a, b]) => {
  const names = [...new Set([...a, ...b])];
  return fc.record({
    a: fc.constant(a),
    b: fc.constant(b),
    result: fc.shuffledSubarray(names),
  });
});

/** The definition: products of all places that the indices name, added up where the result lies. */
function textbook(terms: { names: string[]; tensor: Tensor }[], result: string[]): Float64Array {
  const names = [...new Set(terms.flatMap(({ names }) => names))];
  const values = terms.map(({ tensor }) => tensor.dataSync());
  const sums = new Float64Array(shapeOf(result).reduce((size, length) => size * length, 1));
  const index: Record<string, number> = {};
  const place = (names: string[]) =>
    names.reduce((place, name) => place * LENGTHS[name] + index[name], 0);
  function visit(depth: number): void {
    if (depth === names.length) {
      sums[place(result)] += terms.reduce((p, { names }, i) => p * values[i][place(names)], 1);
      return;
    }
    for (let i = 0; i < LENGTHS[names[depth]]; i++) {
      index[names[depth]] = i;
      visit(depth + 1);
    }
  }
  visit(0);
  return sums;
}

// Not compared with the cpu backend, which leaves out sums over dimensions of one tensor alone.
Deno.test("einsum() of two tensors is the sum of products", () => {
  fc.assert(
    fc.property(equations, fc.nat(), ({ a, b, result }, seed) => {
      const tensors = tf.memory().numTensors;
      tf.tidy(() => {
        const x = randomTensor(tf, shapeOf(a), seed);
        const y = randomTensor(tf, shapeOf(b), seed + 1);
        const product = tf.einsum(`${a.join("")},${b.join("")}->${result.join("")}`, x, y);
        assert.deepEqual(product.shape, shapeOf(result));
        const terms = [{ names: a, tensor: x }, { names: b, tensor: y }];
        assertClose(product.dataSync(), textbook(terms, result), 1e-5);
      });
      assert.equal(tf.memory().numTensors, tensors);
    }),
    { numRuns: 80 },
  );
});

Deno.test("einsum() equals the cpu backend's where that is right", async () => {
  for (const equation of ["abc->cab", "abc->b", "abc->", "a b c -> c a", "abc->abc"]) {
    await assertLikeCpu(tf, () => tf.einsum(equation, randomTensor(tf, [2, 3, 4], 1)));
  }
  for (const equation of ["ij,jk->ik", "ij,kj->ki", "bij,bjk->bik", "ij,ij->", "ij,ij->ij"]) {
    const [a, b] = equation.split("->")[0].split(",").map((names) => names.length);
    await assertLikeCpu(tf, () =>
      tf.einsum(
        equation,
        randomTensor(tf, [3, 3, 3].slice(0, a), 1),
        randomTensor(tf, [3, 3, 3].slice(0, b), 2),
      ));
  }
});

Deno.test("einsum() refuses lengths that differ", () => {
  tf.tidy(() => {
    const [a, b] = [randomTensor(tf, [2, 3], 1), randomTensor(tf, [4, 2], 1)];
    assert.throws(() => tf.einsum("ab,bc->ac", a, b));
  });
});
