import assert from "node:assert/strict";
import { join } from "node:path";
import { ByteWriter } from "hyparquet-writer";
import { openDatabase, parquetSource } from "../../../tables/duckdb.ts";
import { withFolder } from "../../testing.ts";
import { ColumnEncoder } from "./column_pages.ts";
import { ParquetFile } from "./parquet_file.ts";

Deno.test("ColumnEncoder and ParquetFile write what a database reads: gaps, any text, several groups", () =>
  withFolder(async (folder) => {
    const numbers = Array.from({ length: 1000 }, (_, i) => i % 3 === 0 ? NaN : i / 7);
    const words = numbers.map((_, i) => i % 5 === 0 ? "" : `wörd ${i}`);
    words[7] = "long ".repeat(20_000);
    const path = join(folder, "table.parquet");
    const columns = [
      { name: "number", type: "numeric" },
      { name: "word", type: "categorical" },
      { name: "none", type: "numeric" },
    ];
    using file = new ParquetFile(path, columns);
    const encoder = new ColumnEncoder(700);
    const column = encoder.wordColumn();
    for (const [from, to] of [[0, 700], [700, 1000]]) {
      const writer = new ByteWriter();
      column.clear();
      for (const word of words.slice(from, to)) column.add(word);
      file.append({
        rows: to - from,
        columns: [
          encoder.appendNumbers(writer, "number", Float64Array.from(numbers.slice(from, to))),
          encoder.appendWords(writer, "word", column),
          encoder.appendNumbers(writer, "none", new Float64Array(to - from).fill(NaN)),
        ],
        bytes: writer.getBytes(),
      });
    }
    await file.finish();
    assert.equal(file.rows, 1000);
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    assert.deepEqual(
      await database.rows(`SELECT number, word, "none" FROM ${parquetSource(path)}`),
      numbers.map((number, i) => [Number.isNaN(number) ? null : number, words[i] || null, null]),
    );
    const [counts] = await database.rows(
      `SELECT count(number), count(word), min(number), max(number) FROM ${parquetSource(path)}`,
    );
    assert.deepEqual(counts.map(Number), [666, 800, 1 / 7, 998 / 7]);
  }));
