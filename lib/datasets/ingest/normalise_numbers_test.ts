import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { normaliseNumbers } from "./normalise_numbers.ts";
import { withFolder } from "../testing.ts";

async function normalised(values: string): Promise<{ rows: unknown[][]; rewritten: boolean }> {
  let result: { rows: unknown[][]; rewritten: boolean } | undefined;
  await withFolder(async (folder) => {
    const path = join(folder, "data.parquet");
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    await database.run(
      `COPY (SELECT x::DOUBLE AS "a ""b""", 'nan' AS word FROM (VALUES ${values}) t(x)) ` +
        `TO ${quoteLiteral(path)} (FORMAT parquet)`,
    );
    const before = (await Deno.stat(path)).ino;
    await normaliseNumbers(database, path);
    result = {
      rows: await database.rows(`SELECT * FROM ${quoteLiteral(path)}`),
      rewritten: (await Deno.stat(path)).ino !== before,
    };
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["data.parquet"]);
  });
  return result!;
}

Deno.test("normaliseNumbers() makes NaN missing and keeps infinity, in the order of the rows", async () => {
  const { rows } = await normalised("('1'), ('nan'), ('inf'), (NULL), ('-inf'), ('-2')");
  assert.deepEqual(rows.map(([value]) => value), [1, null, Infinity, null, -Infinity, -2]);
  assert.ok(rows.every(([_, word]) => word === "nan"));
});

Deno.test("normaliseNumbers() makes what no 32-bit float can hold infinite", async () => {
  const { rows } = await normalised("(1e300), (-1e39), (3e38)");
  assert.deepEqual(rows.map(([value]) => value), [Infinity, -Infinity, 3e38]);
});

Deno.test("normaliseNumbers() leaves a file of finite numbers alone", async () => {
  assert.equal((await normalised("(1), (NULL), (-5.5)")).rewritten, false);
  assert.equal((await normalised("(NULL)")).rewritten, false);
  assert.equal((await normalised("('nan')")).rewritten, true);
});
