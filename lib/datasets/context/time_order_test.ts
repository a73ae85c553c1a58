import assert from "node:assert/strict";
import fc from "fast-check";
import { firstIndices } from "../../base/typed_arrays.ts";
import { orderByTime } from "./time_order.ts";

Deno.test("orderByTime() orders as a stable comparison does", () => {
  const time = fc.oneof(
    fc.constantFrom(0, -1, 1, 1.5e12, -1.5e12, 1_700_000_000_000.123),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ).map((value) => value + 0);
  fc.assert(fc.property(fc.array(time, { maxLength: 300 }), (values) => {
    const times = Float64Array.from(values);
    const rows = firstIndices(times.length).filter((row) => row % 5 !== 4) as Uint32Array<
      ArrayBuffer
    >;
    const expected = [...rows].sort((a, b) => times[a] - times[b] || a - b);
    assert.deepEqual([...orderByTime(times, rows)], expected);
  }));
});
