import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "./duckdb.ts";
import { readWords } from "./read_words.ts";

Deno.test("readWords() reads numbers and words of named rows, in their order", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const parquet = join(folder, "data.parquet");
    {
      using database = await openDatabase({ spillFolder: join(folder, "spill") });
      await database.run(
        `COPY (SELECT i::DOUBLE AS port, CASE WHEN i = 3 THEN NULL ELSE 'h' || i % 2 END AS host ` +
          `FROM range(10) t(i)) TO ${quoteLiteral(parquet)} (FORMAT parquet)`,
      );
    }
    const [hosts, ports] = await readWords(parquet, ["host", "port"], Uint32Array.of(3, 4, 6, 9));
    const texts = ({ codes, categories }: typeof hosts) =>
      [...codes].map((code) => categories[code] ?? null);
    assert.deepEqual(texts(hosts), [null, "h0", "h0", "h1"]);
    assert.deepEqual(texts(ports), ["3", "4", "6", "9"]);
    await assert.rejects(readWords(parquet, ["other"], Uint32Array.of(1)), /no column "other"/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
