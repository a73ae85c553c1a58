import assert from "node:assert/strict";
import { barHeights, describeHistogram, describeTop } from "./column_values.ts";

Deno.test("barHeights() keeps rare values visible beside common ones", () => {
  const [none, rare, common] = barHeights([0, 1, 1e6]);
  assert.equal(none, 0);
  assert.ok(rare > 0.04);
  assert.equal(common, 1);
});

Deno.test("barHeights() of nothing is flat", () => {
  assert.deepEqual(barHeights([0, 0]), [0, 0]);
});

Deno.test("describeHistogram() tells the range and the fullest bin", () => {
  assert.equal(
    describeHistogram({ edges: [0, 10, 20], counts: [1, 3] }),
    "Histogram of 2 bins from 0 to 20; 75.0% of the values lie from 10 to 20.",
  );
});

Deno.test("describeTop() names empty words and shortens long numbers", () => {
  const top = [
    { value: "", count: 50 },
    { value: "0.123456789", count: 25 },
    { value: "tcp", count: 20 },
    { value: "udp", count: 5 },
  ];
  assert.equal(describeTop(top, 100, 3), "(empty) 50.0%, 0.1235 25.0%, tcp 20.0%");
});
