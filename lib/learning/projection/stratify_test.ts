import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../base/random.ts";
import { allocate, drawStratified } from "./stratify.ts";

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

Deno.test("allocate() draws as many as it may, and the least of each stratum first", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(500), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: 1000 }),
      fc.nat(40),
      (sizes, sample, least) => {
        const counts = allocate(sizes, sample, least);
        assert.equal(sum(counts), Math.min(sample, sum(sizes)));
        const floor = Math.min(least, Math.floor(sample / sizes.length));
        counts.forEach((count, i) => {
          assert.ok(count >= Math.min(floor, sizes[i]) && count <= sizes[i]);
        });
      },
    ),
  );
});

Deno.test("allocate() shares out the rest in proportion", () => {
  assert.deepEqual(allocate([9000, 900, 100], 1000, 0), [900, 90, 10]);
  assert.deepEqual(allocate([9010, 910, 10], 1030, 10), [919, 101, 10]);
  assert.deepEqual(allocate([5, 5], 100, 30), [5, 5]);
});

Deno.test("drawStratified() draws rows of each stratum, ascending, by the seed", () => {
  const strata = [
    Uint32Array.from({ length: 1000 }, (_, i) => 2 * i),
    Uint32Array.from({ length: 50 }, (_, i) => 2 * i + 1),
  ];
  const draw = (seed: number) => drawStratified(strata, 100, 20, createRandom(seed));
  const drawn = draw(1);
  assert.deepEqual(drawn, drawn.toSorted());
  assert.equal(new Set(drawn).size, 100);
  assert.ok(drawn.filter((row) => row % 2 === 1).length >= 20);
  assert.deepEqual(draw(1), drawn);
  assert.notDeepEqual(draw(2), drawn);
});
