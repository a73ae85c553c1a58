import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { columnStatistics } from "./column_statistics.ts";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { findDistinctRows } from "./distinct_rows.ts";
import { withFolder } from "../testing.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

async function statisticsOf(values: (number | null)[]) {
  let found: Awaited<ReturnType<typeof columnStatistics>> | undefined;
  await withFolder(async (folder) => {
    const parquetPath = join(folder, "data.parquet");
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const list = values.map((value) => value === null ? "(NULL)" : `('${value}')`).join(", ");
    await database.run(
      `COPY (SELECT x::DOUBLE AS x FROM (VALUES ${list}) t(x)) ` +
        `TO ${quoteLiteral(parquetPath)} (FORMAT parquet)`,
    );
    await using distinctRows = await findDistinctRows(database, parquetPath, ["x"]);
    found = await columnStatistics(database, { parquetPath, rows: values.length, distinctRows }, [
      { name: "x", type: "numeric" },
    ]);
  });
  return found![0];
}

Deno.test("columnStatistics() counts every value once, whatever the values", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.integer({ min: -3, max: 3 }),
          fc.double({ min: -1e6, max: 1e6, noNaN: true }),
          fc.constantFrom(null, Infinity, -Infinity),
        ),
        { minLength: 1, maxLength: 60 },
      ),
      async (values) => {
        const statistics = await statisticsOf(values);
        const finite = values.flatMap((value) =>
          value !== null && Number.isFinite(value) ? [value + 0] : []
        );
        assert.equal(statistics.missing, values.filter((value) => value === null).length);
        assert.equal(statistics.infinite, values.length - statistics.missing - finite.length);
        const known = values.filter((value) => value !== null).map((value) => value + 0);
        assert.equal(statistics.distinct, new Set(known).size);
        if (finite.length === 0) return assert.equal(statistics.histogram, null);
        const { edges, counts } = statistics.histogram!;
        assert.equal(counts.reduce((sum, count) => sum + count, 0), finite.length);
        assert.deepEqual(edges, edges.toSorted((a, b) => a - b));
        assert.equal(statistics.min! + 0, Math.min(...finite));
        assert.equal(statistics.max! + 0, Math.max(...finite));
        const mean = finite.reduce((sum, value) => sum + value / finite.length, 0);
        assert.ok(Math.abs(statistics.mean! - mean) < 1e-6 * (1 + Math.abs(mean)));
        if (finite.length < 2) return assert.equal(statistics.std, null);
        const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        const std = Math.sqrt(squares / (finite.length - 1));
        assert.ok(Math.abs(statistics.std! - std) < 1e-6 * (1 + std));
      },
    ),
    { numRuns: gateOrNightly(6, 60), examples: [[[Infinity]], [[null]]] },
  ));
