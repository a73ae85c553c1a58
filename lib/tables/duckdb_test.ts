import assert from "node:assert/strict";
import fc from "fast-check";
import { openDatabase, quoteIdentifier, quoteLiteral } from "./duckdb.ts";

const SPILL = { spillFolder: "unused" };

Deno.test("quoteLiteral() and quoteIdentifier() keep any text as it is", async () => {
  using database = await openDatabase(SPILL);
  const text = fc.string({ unit: "binary", minLength: 1 });
  await fc.assert(
    fc.asyncProperty(text, async (each) => {
      assert.deepEqual(await database.rows(`SELECT ${quoteLiteral(each)}`), [[each]]);
      const column = quoteIdentifier(each.replaceAll("\0", "0"));
      assert.deepEqual(await database.rows(`SELECT ${column} FROM (SELECT 7 AS ${column})`), [[7]]);
    }),
    { examples: [["'; DROP TABLE x; --"], ['"'], ["\\'"], ["$1"], ["a\0'b\0"]] },
  );
});

Deno.test("openDatabase() interrupts a query when told to", async () => {
  const controller = new AbortController();
  using database = await openDatabase({ ...SPILL, signal: controller.signal });
  const reason = new Error("enough");
  const endless = database.rows("SELECT count(*) FROM range(10000000000000) t(i) WHERE i % 7 = 3");
  setTimeout(() => controller.abort(reason), 50);
  await assert.rejects(endless, reason);
  await assert.rejects(database.rows("SELECT 1"), reason);
});

Deno.test("openDatabase() reaches no network for extensions", async () => {
  using database = await openDatabase(SPILL);
  await assert.rejects(database.rows("SELECT * FROM read_xlsx('x.xlsx')"), /extension|exist/i);
});
