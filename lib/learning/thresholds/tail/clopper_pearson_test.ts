import assert from "node:assert/strict";
import fc from "fast-check";
import { clopperPearson } from "./clopper_pearson.ts";
import { near } from "../testing.ts";

Deno.test("clopperPearson() has the bounds of scipy 1.10.1's beta.ppf", () => {
  const cases = [
    [1, 10, 0.95, 0.0025285785444617865, 0.4450161170281954],
    [5, 100, 0.95, 0.016431879182052158, 0.11283491110546275],
    [9, 97, 0.9, 0.04926027742329766, 0.1563227226642627],
    [50, 1000, 0.99, 0.03392666271022028, 0.07050437520145812],
    [4900, 490_000, 0.95, 0.009723288312641458, 0.01028252836559409],
  ];
  for (const [count, rows, confidence, low, high] of cases) {
    const found = clopperPearson(count, rows, confidence);
    assert.equal(found.estimate, count / rows);
    assert.ok(near(found.low, low, 1e-8), `${found.low} is not ${low}`);
    assert.ok(near(found.high, high, 1e-8), `${found.high} is not ${high}`);
  }
});

Deno.test("clopperPearson() has closed forms for none and for all", () => {
  const none = clopperPearson(0, 20, 0.95);
  assert.equal(none.low, 0);
  assert.ok(near(none.high, 1 - 0.025 ** (1 / 20), 1e-12));
  const all = clopperPearson(20, 20, 0.95);
  assert.equal(all.high, 1);
  assert.ok(near(all.low, 0.025 ** (1 / 20), 1e-12));
});

Deno.test("clopperPearson() holds the estimate, wider for more confidence", () => {
  const counts = fc.integer({ min: 1, max: 300 })
    .chain((rows) => fc.tuple(fc.integer({ min: 0, max: rows }), fc.constant(rows)));
  fc.assert(fc.property(counts, ([count, rows]) => {
    const narrow = clopperPearson(count, rows, 0.8);
    const wide = clopperPearson(count, rows, 0.99);
    assert.ok(wide.low <= narrow.low && narrow.low <= narrow.estimate);
    assert.ok(narrow.estimate <= narrow.high && narrow.high <= wide.high);
  }));
});
