import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { withFolder } from "../testing.ts";
import { findDistinctRows } from "./distinct_rows.ts";

const TABLES = [
  { values: "(1), (2), (NULL), (3)", isFileNeeded: false },
  { values: "(1), (2), (NULL), (NULL)", isFileNeeded: true },
  { values: "(0), (1), ('-0'::DOUBLE)", isFileNeeded: true },
];

for (const { values, isFileNeeded } of TABLES) {
  Deno.test(`findDistinctRows() of ${values} ${isFileNeeded ? "writes a" : "needs no"} file`, () =>
    withFolder(async (folder) => {
      const path = join(folder, "data.parquet");
      using database = await openDatabase({ spillFolder: join(folder, "spill") });
      await database.run(
        `COPY (SELECT x::DOUBLE AS "x y" FROM (VALUES ${values}) t(x)) ` +
          `TO ${quoteLiteral(path)} (FORMAT parquet)`,
      );
      const files = () => Array.from(Deno.readDirSync(folder), ({ name }) => name);
      const before = files().length;
      {
        await using found = await findDistinctRows(database, path, ["x y"]);
        assert.equal(files().length > before, isFileNeeded);
        const [[rows, different]] = await database.rows(
          `SELECT sum(n), count(*) FROM ${found.source}`,
        );
        const [[expected]] = await database.rows(
          `SELECT count(*) FROM (SELECT DISTINCT "x y" FROM ${quoteLiteral(path)})`,
        );
        assert.equal(Number(different), Number(expected));
        assert.equal(Number(rows), values.split(",").length);
      }
      assert.equal(files().length, before);
    }));
}
