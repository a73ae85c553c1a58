import assert from "node:assert/strict";
import { createHbos } from "./hbos.ts";
import { matrixOf } from "../isolation_forest/testing.ts";

Deno.test("HBOS scores as worked out by hand", async () => {
  // c0: bins [0, 1), [1, 2] with 3 and 1 rows. c1: constant.
  const detector = createHbos({ bins: 2 });
  await detector.fit(matrixOf([[0, 5], [0, 5], [0, 5], [2, 5]]), { seed: 1 });
  const scores = await detector.score(
    matrixOf([[0, 5], [0.99, 5], [1, 5], [2, 5], [2.1, 5], [-1, 5], [0, 6]]),
  );
  const expected = [0, 0, Math.log(3), Math.log(3), Math.log(6), Math.log(6), Math.log(8)];
  scores.forEach((score, i) => assert.ok(Math.abs(score - expected[i]) < 1e-6, `${scores}`));
});

Deno.test("HBOS adds up the parts of the columns, rare values first", async () => {
  const detector = createHbos({ binning: "dynamic", bins: 2 });
  await detector.fit(matrixOf([[0, 0], [1, 1], [2, 2], [12, 3]]), { seed: 1 });
  // c0: [0, 2) and [2, 12], densities 1 and 0.2; c1: [0, 2) and [2, 3], densities 1 and 2.
  const parts = await detector.explain(Float32Array.of(12, 0));
  assert.ok(Math.abs(parts[0].weight - Math.log(5)) < 1e-12);
  assert.ok(Math.abs(parts[1].weight - Math.log(2)) < 1e-12);
});

Deno.test("createHbos() refuses half bins", () => {
  assert.throws(() => createHbos({ bins: 2.5 }), /whole number/);
});
