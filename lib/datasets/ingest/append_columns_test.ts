import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, PARQUET_FORMAT, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import { withFolder } from "../testing.ts";
import { appendColumns } from "./append_columns.ts";

const ROWS = 10_000;

Deno.test("appendColumns() keeps the columns of all row groups and adds numbers to them", () =>
  withFolder(async (folder) => {
    const [source, target] = [join(folder, "a.parquet"), join(folder, "b.parquet")];
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await database.run(
      `COPY (SELECT i::DOUBLE AS i, CASE WHEN i % 7 > 0 THEN 'word ' || i % 50 END AS "a ""word""", ` +
        `CASE WHEN i % 3 > 0 THEN i / 7 END AS gaps, md5(i::VARCHAR) AS unlike, ` +
        `NULL::VARCHAR AS nothing FROM range(${ROWS}) t(i)) ` +
        `TO ${quoteLiteral(source)} (${PARQUET_FORMAT}, ROW_GROUP_SIZE 2048)`,
    );
    const asked: number[] = [];
    await appendColumns(source, target, {
      names: ["twice", "count"],
      valuesOf(from, rows) {
        asked.push(rows);
        return [
          Float64Array.from({ length: rows }, (_, row) => 2 * (from + row)),
          new Float64Array(rows).map((_, row) => row % 2 === 0 ? NaN : from + row),
        ];
      },
    });
    assert.ok(asked.length > 3);
    const columns = `i, "a ""word""", gaps, unlike, nothing`;
    const [[differing, rows, wrong]] = await database.rows(
      `SELECT (SELECT count(*) FROM ((SELECT ${columns} FROM ${parquetSource(source)}) EXCEPT ` +
        `(SELECT ${columns} FROM ${parquetSource(target)}))), count(*), ` +
        `count_if(twice <> 2 * i OR (count IS NULL) <> (i % 2 = 0) OR count <> i) ` +
        `FROM ${parquetSource(target)}`,
    );
    assert.deepEqual([Number(differing), Number(rows), Number(wrong)], [0, ROWS, 0]);
  }));

Deno.test("appendColumns() refuses files that are no datasets", () =>
  withFolder(async (folder) => {
    const source = join(folder, "a.parquet");
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await database.run(
      `COPY (SELECT i::INTEGER AS i FROM range(9) t(i)) TO ${
        quoteLiteral(source)
      } (FORMAT parquet)`,
    );
    await assert.rejects(
      appendColumns(source, join(folder, "b"), { names: [], valuesOf: () => [] }),
      /"i" is not stored/,
    );
  }));
