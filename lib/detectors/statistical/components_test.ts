import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { createPca } from "../pca/pca.ts";
import { chooseComponents } from "./components.ts";

Deno.test("chooseComponents() keeps what explains the share where columns correlate", () => {
  assert.deepEqual(chooseComponents(Float64Array.of(9, 0.8, 0.2), "auto", 0.95), {
    kept: 2,
    remark: null,
  });
  // All columns follow from one: what leaves the line is told by the other directions.
  assert.deepEqual(chooseComponents(Float64Array.of(3, 0, 0), "auto", 0.95), {
    kept: 1,
    remark: null,
  });
});

Deno.test("chooseComponents() never keeps nearly all directions by itself, and says so", () => {
  for (const length of [2, 3, 10, 40]) {
    const { kept, remark } = chooseComponents(new Float64Array(length).fill(1), "auto", 0.95);
    assert.equal(kept, 1);
    assert.match(remark!, /hardly correlate/);
  }
  // A column that follows from others adds no direction.
  assert.equal(chooseComponents(Float64Array.of(1, 1, 1, 0), "auto", 0.95).kept, 1);
  // 6 of 10 is more than the broken stick's 0.52 for the first of four, 2 less than its 0.27.
  assert.equal(chooseComponents(Float64Array.of(6, 2, 1, 1), "auto", 0.99).kept, 1);
  assert.equal(chooseComponents(Float64Array.of(5.5, 3, 0.8, 0.7), "auto", 0.99).kept, 2);
  assert.equal(chooseComponents(Float64Array.of(1), "auto", 0.95).kept, 0);
});

Deno.test("chooseComponents() does what is asked, and warns where that is all", () => {
  const variances = Float64Array.of(2, 1, 0);
  assert.deepEqual(chooseComponents(variances, 1, 0.95), { kept: 1, remark: null });
  assert.match(chooseComponents(variances, 2, 0.95).remark!, /only records that break the exact/);
  assert.match(chooseComponents(Float64Array.of(2, 1), 7, 0.95).remark!, /every score is zero/);
});

Deno.test("createPca() finds what is far out among uncorrelated columns, by its defaults", async () => {
  const random = createRandom(1);
  const cols = 4;
  const normal = () => random.next() + random.next() + random.next() - 1.5;
  const data = Float32Array.from({ length: 500 * cols }, normal);
  const x = { data, rows: 500, cols, names: ["a", "b", "c", "d"] };
  const detector = createPca();
  await detector.fit(x, { seed: 1 });
  assert.equal(detector.remarks?.length, 1);
  const far = Float32Array.of(4, 4, 4, 4, 0, 0, 0, 0);
  const [odd, usual] = await detector.score({ ...x, data: far, rows: 2 });
  assert.ok(odd > 100 * usual && odd > Math.max(...await detector.score(x)));
  detector.dispose();
});
