// @ts-types="../../tables/std_csv.d.ts"
import { stringify } from "@std/csv";
import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "node:path";
import { stringifyCell } from "../../tables/csv_cell.ts";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { withFolder } from "../testing.ts";
import { textCell } from "./csv_sql.ts";
import { datasetCsv } from "./dataset_csv.ts";
import { gateOrNightly } from "../../../testing/nightly.ts";

const FORMULAS = ["=1+1", "+1", "-", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'];

/** Texts that DuckDB can hold in a literal. */
const text = fc.oneof(
  fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0")),
  fc.constantFrom(...FORMULAS, "a,b", 'say "hi"', "two\nlines", "é", "=é,\r\n", ""),
);

/** Writes a dataset and reads its CSV. */
async function exported(folder: string, select: string): Promise<string> {
  const path = join(folder, "data.parquet");
  {
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await database.run(`COPY (${select}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
  }
  return await new Response(await datasetCsv(path, join(folder, "spill"))).text();
}

Deno.test("textCell() writes what stringifyCell() writes", async () => {
  using database = await openDatabase({ spillFolder: "unused" });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const values = texts.map((value) => `(${quoteLiteral(value)})`).join(", ");
      const rows = await database.rows(`SELECT ${textCell("t")} FROM (VALUES ${values}) x(t)`);
      assert.deepEqual(rows.map(([cell]) => cell), texts.map(stringifyCell));
    }),
  );
});

Deno.test("datasetCsv() writes numbers that read back as they are", () =>
  withFolder(async (folder) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double(), { minLength: 1, maxLength: 50 }), async (numbers) => {
        const values = numbers.map((value) =>
          `(CAST(${quoteLiteral(Object.is(value, -0) ? "-0" : String(value))} AS DOUBLE))`
        );
        const csv = await exported(folder, `SELECT x FROM (VALUES ${values.join(", ")}) t(x)`);
        const read = csv.trimEnd().split("\r\n").slice(1).map((cell) =>
          cell === "" ? NaN : Number(cell)
        );
        // One NaN at the end is cut by trimEnd.
        assert.deepEqual(
          numbers.map((value) => Object.is(value, -0) ? 0 : value),
          [...read, ...Array(numbers.length - read.length).fill(NaN)],
        );
      }),
      { numRuns: gateOrNightly(8, 100) },
    );
  }));

Deno.test("datasetCsv() keeps rows, columns and their order", () =>
  withFolder(async (folder) => {
    const rows = 100_000;
    const csv = await exported(
      folder,
      `SELECT CAST(i AS DOUBLE) AS n, if(i % 3 = 0, NULL, 'w' || i) AS "=a,b" ` +
        `FROM range(${rows}) t(i)`,
    );
    const expected = Array.from(
      { length: rows },
      (_, i) => [String(i), i % 3 === 0 ? "" : `w${i}`],
    );
    assert.equal(csv, stringify([["n", "'=a,b"], ...expected], { headers: false }));
  }));

Deno.test("datasetCsv() reads no further than what is taken", () =>
  withFolder(async (folder) => {
    const path = join(folder, "data.parquet");
    {
      using database = await openDatabase({ spillFolder: join(folder, "spill") });
      await database.run(
        `COPY (SELECT CAST(i AS DOUBLE) AS n FROM range(3000000) t(i)) TO ${quoteLiteral(path)} ` +
          `(FORMAT parquet)`,
      );
    }
    const reader = (await datasetCsv(path, join(folder, "spill"))).getReader();
    let bytes = 0;
    while (bytes < 50_000) bytes += (await reader.read()).value!.byteLength;
    await reader.cancel();
    assert.deepEqual(await reader.read(), { done: true, value: undefined });
  }));

Deno.test("datasetCsv() keeps to the memory that it is given", () =>
  withFolder(async (folder) => {
    const path = join(folder, "data.parquet");
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await database.run(
      `COPY (SELECT repeat('x', 4000) || i AS text FROM range(20000) t(i)) TO ${
        quoteLiteral(path)
      } (FORMAT parquet)`,
    );
    const bytesOf = async (memoryBytes: number) => {
      const csv = await datasetCsv(path, join(folder, "export"), undefined, memoryBytes);
      return (await new Response(csv).bytes()).length;
    };
    await assert.rejects(bytesOf(2 ** 20), /memory/i);
    assert.ok(await bytesOf(2 ** 29) > 2000 * 4000);
  }));
