import assert from "node:assert/strict";
import fc from "fast-check";
import { histogram } from "./histogram.ts";

const scores = fc.float32Array({ noNaN: true, noDefaultInfinity: true, maxLength: 100 });

function total(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

Deno.test("histogram() counts each class between the edges", () => {
  assert.deepEqual(
    histogram(Float32Array.of(0, 0.5, 1, 1.5, 2, 4), Uint8Array.of(0, 0, 0, 1, 1, 1), 4),
    { edges: [0, 1, 2, 3, 4], normal: [2, 1, 0, 0], attack: [0, 1, 1, 1] },
  );
});

Deno.test("histogram() counts all rows as normal without a truth", () => {
  const { normal, attack } = histogram(Float32Array.of(0, 1, 2), null, 2);
  assert.deepEqual([normal, attack], [[1, 2], [0, 0]]);
});

Deno.test("histogram() does not let a few extreme scores stretch the bins", () => {
  const values = Float32Array.from({ length: 10000 }, (_, i) => i / 10000);
  values[9999] = 1e30;
  const { edges, normal } = histogram(values, null, 10);
  assert.ok(edges[10] < 1.1);
  assert.equal(total(normal), 10000);
  assert.ok(Math.max(...normal) < 1100);
});

Deno.test("histogram() spreads scores of many orders of magnitude by ratio", () => {
  const values = Float32Array.from({ length: 7000 }, (_, i) => 10 ** (i / 1000 - 6));
  const { edges, normal } = histogram(values, null, 7);
  normal.forEach((count) => assert.ok(Math.abs(count - 1000) < 20, `${normal}`));
  edges.slice(1).forEach((edge, i) => assert.ok(Math.abs(edge / edges[i] - 10) < 0.1));
  assert.equal(total(histogram(Float32Array.of(0, ...values), null, 7).normal), 7001);
});

Deno.test("histogram() counts every score once, edges ascending", () => {
  fc.assert(fc.property(scores, fc.integer({ min: 1, max: 20 }), (values, bins) => {
    const truth = Uint8Array.from(values, (_, i) => i % 2);
    const { edges, normal, attack } = histogram(values, truth, bins);
    assert.equal(edges.length, bins + 1);
    assert.equal(normal.length, bins);
    assert.equal(total(normal) + total(attack), values.length);
    edges.slice(1).forEach((edge, i) => assert.ok(edge >= edges[i]));
    assert.ok(edges.every(Number.isFinite));
  }));
});

Deno.test("histogram() counts what lies between the edges, the rest in the last bin", () => {
  fc.assert(fc.property(scores, fc.integer({ min: 1, max: 20 }), (values, bins) => {
    const { edges, normal } = histogram(values, null, bins);
    const expected = normal.map((_, bin) =>
      values.filter((value) =>
        (bin === 0 || value >= edges[bin]) && (bin === bins - 1 || value < edges[bin + 1])
      ).length
    );
    assert.deepEqual(normal, expected);
  }));
});

Deno.test("histogram() spreads constant scores over one bin", () => {
  const { edges, normal } = histogram(Float32Array.of(3, 3), null, 2);
  assert.deepEqual(edges, [2.5, 3, 3.5]);
  assert.equal(total(normal), 2);
});

Deno.test("histogram() refuses bins that are not a whole number from 1", () => {
  for (const bins of [0, -1, 1.5, NaN]) {
    assert.throws(() => histogram(Float32Array.of(1), null, bins), RangeError);
  }
  assert.throws(() => histogram(Float32Array.of(1), Uint8Array.of(1, 0), 2), RangeError);
});
