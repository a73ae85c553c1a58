import assert from "node:assert/strict";
import { areaPath, heightOf, linePath } from "./series_path.ts";
import { usualBand } from "./usual_band.ts";

Deno.test("usualBand() is that of the other days at the same hour, without the day itself", () => {
  const days = [[1, 50], [2, 52], [3, 51], [2, 50], [900, 53]];
  const { low, middle, high } = usualBand(days.flat(), 2)!;
  assert.deepEqual([low[8], middle[8], high[8]], [1, 2, 3]);
  assert.ok(low[9] >= 50 && high[9] <= 52);
  assert.equal(usualBand(days.flat(), 3), null);
  assert.equal(usualBand([1, 2, 3], 0.5), null);
});

Deno.test("linePath() and areaPath() put 0 at the bottom and the most at the top", () => {
  assert.deepEqual([heightOf(0, 99), heightOf(99, 99), heightOf(9, 99)], [100, 0, 50]);
  assert.equal(heightOf(0, 0), 100);
  assert.equal(linePath([0, 99], 99), "M250 100L750 0");
  assert.equal(areaPath([0, 0], [99, 99], 99), "M250 0L750 0L750 100L250 100Z");
});
