import assert from "node:assert/strict";
import fc from "fast-check";
import { concatenated, filled, firstIndices, indicesWhere } from "./typed_arrays.ts";

Deno.test("filled() asks for each place once, in ascending order, and gives the array itself", () => {
  const asked: number[] = [];
  const values = new Float32Array(4);
  assert.equal(filled(values, (index) => (asked.push(index), index / 2)), values);
  assert.deepEqual(asked, [0, 1, 2, 3]);
  assert.deepEqual(values, Float32Array.of(0, 0.5, 1, 1.5));
});

Deno.test("firstIndices() begins with 0", () => {
  assert.deepEqual(firstIndices(3), Uint32Array.of(0, 1, 2));
  assert.equal(firstIndices(0).length, 0);
});

Deno.test("indicesWhere() keeps what filter() keeps", () => {
  const anyIndices = fc.uint32Array({ maxLength: 50 });
  fc.assert(fc.property(anyIndices, fc.integer({ min: 1, max: 5 }), (indices, divisor) => {
    const holds = (index: number) => index % divisor === 0;
    assert.deepEqual(indicesWhere(indices, holds), indices.filter(holds));
  }));
});

Deno.test("concatenated() keeps every value in its order, and makes its own array", () => {
  const anyParts = fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 5 });
  fc.assert(fc.property(anyParts, (parts) => {
    const whole = concatenated(Uint8Array, parts);
    assert.deepEqual([...whole], parts.flatMap((part) => [...part]));
    assert.ok(parts.every((part) => part.buffer !== whole.buffer));
  }));
});
