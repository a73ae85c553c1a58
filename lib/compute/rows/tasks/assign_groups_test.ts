import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../base/random.ts";
import { RowPool, sharedArray } from "../pool.ts";
import { assignGroupsScratch, groupConstants, placeGroups } from "./assign_groups.ts";

Deno.test("assignGroups() finds the nearest centre, and adds up the rows of each", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        rows: fc.integer({ min: 1, max: 900 }),
        cols: fc.integer({ min: 1, max: 21 }),
        groups: fc.integer({ min: 1, max: 11 }),
        centred: fc.boolean(),
        seed: fc.nat(),
      }),
      async ({ rows, cols, groups, centred, seed }) => {
        const random = createRandom(seed);
        const data = Float32Array.from({ length: rows * cols }, random.normal);
        const centres = Float64Array.from({ length: groups * cols }, random.normal);
        const constants = groupConstants(cols, groups);
        if (centred) constants.centre.fill(2, 0, cols);
        const shift = centred ? 2 : 0;
        using pool = await RowPool.create({
          cols,
          constants,
          scratchBytes: assignGroupsScratch(cols, groups),
          blockRows: 256,
        });
        placeGroups(pool.constants, centres, cols);
        const blocks = pool.blocks(rows);
        const results = {
          distances: sharedArray(Float32Array, rows),
          nearest: sharedArray(Int32Array, rows),
          sums: sharedArray(Float64Array, blocks * groups * cols),
          counts: sharedArray(Float64Array, blocks * groups),
          inertias: sharedArray(Float64Array, blocks),
        };
        await pool.run("assign-groups", { data, rows }, { groups, centred }, results);
        const sums = new Float64Array(groups * cols);
        let inertia = 0;
        for (let row = 0; row < rows; row++) {
          const distance = (group: number) => {
            let sum = 0;
            for (let j = 0; j < cols; j++) {
              sum += (data[row * cols + j] - shift - centres[group * cols + j]) ** 2;
            }
            return sum;
          };
          const least = Math.min(...Array.from({ length: groups }, (_, group) => distance(group)));
          const group = results.nearest[row];
          assert.ok(distance(group) - least < 1e-3 * (1 + least));
          assert.ok(Math.abs(results.distances[row] - distance(group)) < 1e-4 * (1 + least));
          for (let j = 0; j < cols; j++) sums[group * cols + j] += data[row * cols + j] - shift;
          inertia += distance(group);
        }
        const total = (parts: Float64Array, size: number, at: number) => {
          let sum = 0;
          for (let i = at; i < parts.length; i += size) sum += parts[i];
          return sum;
        };
        sums.forEach((sum, i) => {
          assert.ok(Math.abs(total(results.sums, groups * cols, i) - sum) < 1e-3 * rows);
        });
        assert.equal(total(results.counts, 1, 0), rows);
        assert.ok(Math.abs(total(results.inertias, 1, 0) - inertia) < 1e-4 * (1 + inertia));
      },
    ),
    { numRuns: 30 },
  );
});
