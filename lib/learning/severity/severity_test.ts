import assert from "node:assert/strict";
import fc from "fast-check";
import { near, uniforms } from "../thresholds/testing.ts";
import { fitNormalTail } from "./normal_tail.ts";
import { SEVERITY_BANDS, severityOf } from "./severity.ts";

const score = fc.float({ min: -1000, max: 1000, noNaN: true });
const heldOut = fc.array(score, { minLength: 1, maxLength: 60 })
  .map((scores) => Float32Array.from(scores));

Deno.test("severityOf() lies in 0 to 100 and never falls as the score rises", () => {
  const scores = fc.array(fc.double({ min: -5000, max: 5000, noNaN: true }), { minLength: 2 });
  fc.assert(fc.property(heldOut, scores, (normal, scores) => {
    const normals = fitNormalTail(normal);
    let before = { value: 0, band: 0 };
    for (const score of [...normal, ...scores].sort((a, b) => a - b)) {
      const { value, band } = severityOf(normals, score);
      assert.ok(value >= before.value && value <= 100);
      assert.ok(SEVERITY_BANDS.indexOf(band) >= before.band);
      before = { value, band: SEVERITY_BANDS.indexOf(band) };
    }
  }));
});

Deno.test("severityOf() is the same for rescaled scores within the held-out range", () => {
  const transforms = [
    (score: number) => score * 8 - 64,
    (score: number) => score ** 3,
    (score: number) => Math.exp(score / 16),
  ];
  const whole = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 2, maxLength: 60 });
  const transform = fc.constantFrom(...transforms);
  fc.assert(fc.property(whole, transform, (scores, transform) => {
    const plain = fitNormalTail(Float32Array.from(scores));
    const other = fitNormalTail(Float32Array.from(scores, transform));
    for (const score of scores) {
      const { value } = severityOf(other, Math.fround(transform(score)));
      assert.equal(value, severityOf(plain, score).value);
    }
  }));
});

Deno.test("severityOf() goes on telling scores apart beyond the largest held-out score", () => {
  for (const power of [1, 3]) {
    const scores = Float32Array.from(uniforms(500, 2), (u) => (-Math.log(u)) ** power);
    const largest = Math.max(...scores);
    const normals = fitNormalTail(scores);
    const values = [1.1, 1.5, 2, 3, 4].map((times) => severityOf(normals, largest * times).value);
    assert.equal(new Set(values).size, 5);
    assert.ok(values.every((value) => value > 70 && value < 100), values.join());
  }
});

Deno.test("severityOf() has the bands of one normal record in 13, in 400, in 100,000", () => {
  const normals = fitNormalTail(Float32Array.from({ length: 31_999 }, (_, i) => i));
  // 32000 - k - 1 scores lie below 32000 - k: p = k / 32000.
  const at = (share: number) => severityOf(normals, 32_000 - share * 32_000);
  assert.ok(near(at(0.03125).value, 50, 1e-9));
  assert.deepEqual([1, 0.08, 0.075, 0.0025, 0.0023].map((share) => at(share).band), [
    "low",
    "low",
    "medium",
    "medium",
    "high",
  ]);
  assert.equal(severityOf(normals, 64_000).band, "critical");
  assert.equal(severityOf(normals, -1).value, 0);
});
