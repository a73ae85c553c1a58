import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { buildReferenceTree, PANEL_ROWS } from "./reference_tree.ts";

const [rows, cols] = [1000, 3];
const random = createRandom(1);
const data = Float32Array.from({ length: rows * cols }, () => random.normal());

Deno.test("buildReferenceTree() puts each row into a leaf, and leaves are equally large", () => {
  const { shape, order } = buildReferenceTree(data, rows, cols);
  assert.deepEqual(
    order.filter((row) => row >= 0).toSorted(),
    Int32Array.from({ length: rows }, (_, i) => i),
  );
  const places = shape.panelsOfLeaf * PANEL_ROWS;
  assert.equal(order.length, shape.leaves * places);
  for (let leaf = 0; leaf < shape.leaves; leaf++) {
    const some = order.subarray(leaf * places, (leaf + 1) * places).filter((row) => row >= 0);
    assert.ok(Math.abs(some.length - rows / shape.leaves) < 1.01 * Math.log2(shape.leaves));
  }
});

Deno.test("buildReferenceTree() has tight boxes that children lie in", () => {
  const { shape: { leaves }, arrays: { boxes, centre } } = buildReferenceTree(data, rows, cols);
  const box = (node: number) => boxes.subarray(node * 2 * cols, (node + 1) * 2 * cols);
  for (let col = 0; col < cols; col++) {
    const values = data.filter((_, i) => i % cols === col).map((value) => value - centre[col]);
    assert.equal(box(1)[2 * col], Math.min(...values));
    assert.equal(box(1)[2 * col + 1], Math.max(...values));
    for (let node = 1; node < leaves; node++) {
      const [left, right] = [box(2 * node), box(2 * node + 1)];
      assert.equal(box(node)[2 * col], Math.min(left[2 * col], right[2 * col]));
      assert.equal(box(node)[2 * col + 1], Math.max(left[2 * col + 1], right[2 * col + 1]));
    }
  }
});

Deno.test("buildReferenceTree() refuses no rows", () => {
  assert.throws(() => buildReferenceTree(new Float32Array(), 0, 2), RangeError);
});
