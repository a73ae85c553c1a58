import assert from "node:assert/strict";
import { RowBuffers } from "./row_buffers.ts";

Deno.test("RowBuffers gives out an array again once it was given back, and to one user at a time", () => {
  const buffers = new RowBuffers();
  const [one, two, other] = [buffers.take(8), buffers.take(8), buffers.take(9)];
  assert.ok(one.buffer instanceof SharedArrayBuffer);
  assert.notEqual(one, two);
  assert.equal(other.length, 9);
  for (const array of [one, other]) buffers.giveBack(array);
  assert.equal(buffers.take(8), one);
  assert.notEqual(buffers.take(8), one);
  assert.equal(buffers.take(9), other);
});

Deno.test("RowBuffers keeps a bounded number of arrays", () => {
  const buffers = new RowBuffers();
  for (let length = 1; length <= 100; length++) buffers.giveBack(new Float32Array(length));
  assert.equal(buffers.free, 16);
  assert.equal(buffers.take(100).length, 100);
  assert.equal(buffers.free, 15);
});
