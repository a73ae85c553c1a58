import assert from "node:assert/strict";
import { columnSkewness } from "./skewness.ts";

Deno.test("columnSkewness() is the third moment over the cube of the deviation", () => {
  // 0, 0, 3: moments 2 and 2, so 2 / 2^1.5. Then its mirror image, and a constant.
  const data = Float32Array.of(0, 3, 7, 0, 3, 7, 3, 0, 7);
  const [right, left, none] = columnSkewness({ data, rows: 3, cols: 3 });
  assert.ok(Math.abs(right - Math.SQRT1_2) < 1e-12);
  assert.ok(Math.abs(left + Math.SQRT1_2) < 1e-12);
  assert.equal(none, 0);
});
