import assert from "node:assert/strict";
import { normalQuantile } from "./normal_quantile.ts";

Deno.test("normalQuantile() equals the published test values", () => {
  // Wichura's own, and SciPy's ndtri.
  const expected = [
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167813],
    [1e-20, -9.262340089798408],
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.0749, -1.4402382675279635],
    [1e-12, -7.034483825301132],
  ];
  for (const [p, value] of expected) {
    assert.ok(Math.abs(normalQuantile(p) - value) <= 4e-15 * Math.abs(value), `${p}`);
  }
});

Deno.test("normalQuantile() is odd and rises", () => {
  let last = -Infinity;
  for (let i = 1; i < 1000; i++) {
    const value = normalQuantile(i / 1000);
    assert.ok(value > last);
    assert.ok(Math.abs(value + normalQuantile(1 - i / 1000)) < 1e-12);
    last = value;
  }
});
