import assert from "node:assert/strict";
import { join } from "node:path";
import type { CategoricalColumn, NumericColumn } from "../learning/features/frame.ts";
import { openDatabase, quoteLiteral } from "./duckdb.ts";
import { type BlockColumn, type FrameBlock, readFrameBlocks } from "./frame_blocks.ts";
import { withFolder } from "../datasets/testing.ts";

async function blocksOf(
  folder: string,
  select: string,
  columns: BlockColumn[],
  blockRows: number,
): Promise<FrameBlock[]> {
  const path = join(folder, "data.parquet");
  const spillFolder = join(folder, "spill");
  {
    using database = await openDatabase({ spillFolder });
    await database.run(`COPY (${select}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
  }
  return await Array.fromAsync(
    readFrameBlocks(path, { columns, blockRows, spillFolder, memoryBytes: 2 ** 27 }),
  );
}

Deno.test("readFrameBlocks() gives every row once, in order, whatever the size of a block", () =>
  withFolder(async (folder) => {
    const rows = 10_000;
    for (const blockRows of [999, 2048, 4000, 20_000]) {
      const blocks = await blocksOf(
        folder,
        `SELECT CAST(i AS DOUBLE) AS n FROM range(${rows}) t(i)`,
        [{ type: "numeric", name: "n" }],
        blockRows,
      );
      assert.equal(blocks.length, Math.ceil(rows / blockRows));
      for (const { from, rows, columns: [n] } of blocks) {
        const { values } = n as NumericColumn;
        assert.equal(values.length, rows);
        assert.ok(values.every((value, index) => value === from + index));
      }
      assert.equal(blocks.reduce((sum, block) => sum + block.rows, 0), rows);
    }
  }));

Deno.test("readFrameBlocks() codes the categories that are known, and all others as one more", () =>
  withFolder(async (folder) => {
    const [{ columns }] = await blocksOf(
      folder,
      `SELECT * FROM (VALUES ('http', 1.0), ('it''s', 2.0), (NULL, NULL), ('new', 'inf'::DOUBLE), ` +
        `('http', 7.5)) t(service, port)`,
      [
        { type: "categorical", name: "service", known: ["it's", "http"] },
        { type: "categorical", name: "port", known: ["2", "7.5"] },
        { type: "numeric", name: "port" },
        { type: "categorical", name: "service", known: [] },
      ],
      100,
    );
    const [service, port] = columns as CategoricalColumn[];
    assert.deepEqual([...service.codes], [1, 0, -1, 2, 1]);
    assert.deepEqual(service.categories.slice(0, 2), ["it's", "http"]);
    assert.deepEqual([...port.codes], [2, 0, -1, 2, 1]);
    assert.deepEqual([...(columns[2] as NumericColumn).values], [1, 2, NaN, NaN, 7.5]);
    assert.deepEqual([...(columns[3] as CategoricalColumn).codes], [0, 0, -1, 0, 0]);
  }));

Deno.test("readFrameBlocks() names a column that is missing", () =>
  withFolder(async (folder) => {
    await assert.rejects(
      blocksOf(folder, "SELECT 1.0::DOUBLE AS a", [{ type: "numeric", name: "b" }], 10),
      /no column "b"/,
    );
  }));
