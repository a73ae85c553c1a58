import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase, parquetSource, quoteLiteral } from "./duckdb.ts";
import { rowsInOrder, writeInOrder } from "./ordered_rows.ts";
import { readFrame } from "./frame/read_frame.ts";
import { readFrameBlocks } from "./frame_blocks.ts";
import { datasetCsv } from "../datasets/export/dataset_csv.ts";
import { exportScores } from "../scoring/batch/export_scores.ts";
import { ScoresFile } from "../scoring/batch/scores_file.ts";
import { readInOrder } from "../monitoring/replay/read_in_order.ts";
import { rowHashes } from "../explain/projection/row_hashes.ts";
import { withFolder } from "../datasets/testing.ts";
import { gateOrNightly } from "../../testing/nightly.ts";

/** Two groups of rows and a little of a third, which a second thread has read first. */
const ROWS = 2 * 122_880 + 3000;
const REPEATS = gateOrNightly(2, 10);

/** A dataset whose column `n` counts its rows. */
async function writeNumbers(folder: string): Promise<string> {
  const path = join(folder, "data.parquet");
  using database = await openDatabase({ spillFolder: join(folder, "spill") });
  await database.run(
    `COPY (SELECT i::DOUBLE AS n, 'w' || (i % 7) AS w, if(i % 3 = 0, 'normal', 'worm') AS label ` +
      `FROM range(${ROWS}) t(i)) TO ${quoteLiteral(path)} (FORMAT parquet)`,
  );
  return path;
}

async function linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string[]> {
  return (await new Response(stream).text()).trimEnd().split(/\r?\n/);
}

Deno.test("datasetCsv(), readFrame(), readFrameBlocks(), readInOrder() and rowHashes() keep the order of the file", () =>
  withFolder(async (folder) => {
    const path = await writeNumbers(folder);
    const spillFolder = join(folder, "spill");
    const hashes = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const [, ...lines] = await linesOf(await datasetCsv(path, spillFolder));
      assert.equal(lines.length, ROWS);
      assert.equal(lines.findIndex((line, i) => !line.startsWith(`${i},`)), -1);

      for (const required of [[], ["n"]]) {
        const { frame, labels, rowNumbers } = await readFrame(path, {
          columns: [{ name: "n", type: "numeric" }],
          labelColumn: "label",
          required,
          dropDuplicates: required.length > 0,
        });
        const values = frame.columns[0].type === "numeric" ? frame.columns[0].values : [];
        assert.ok(values.every((value, row) => value === row && rowNumbers[row] === row));
        assert.ok(labels!.codes.every((code, row) => code === (row % 3 === 0 ? 1 : 0)));
      }
      let next = 0;
      const blocks = readFrameBlocks(path, {
        columns: [{ type: "numeric", name: "n" }],
        blockRows: 50_000,
        spillFolder,
        memoryBytes: 2 ** 28,
      });
      for await (const { from, columns: [column] } of blocks) {
        assert.equal(from, next);
        if (column.type !== "numeric") throw new TypeError();
        for (const value of column.values) assert.equal(value, next++);
      }
      assert.equal(next, ROWS);
      hashes.push(await rowHashes(path, [{ name: "n", type: "numeric" }], 2 ** 28));
    }
    for (const other of hashes.slice(1)) assert.deepEqual(other, hashes[0]);

    let next: number;
    const { signal } = new AbortController();
    for (const column of [null, "n"]) {
      next = 0;
      for await (const { record } of readInOrder(path, column, { memoryBytes: 2 ** 28, signal })) {
        assert.equal(record.n, next++);
      }
      assert.equal(next, ROWS);
    }
  }));

Deno.test("ScoresFile and exportScores() keep the order of the dataset", () =>
  withFolder(async (folder) => {
    const parquet = await writeNumbers(folder);
    const path = join(folder, "scores.parquet");
    const features = ["a", "b", "c", "d", "e", "f", "g"];
    {
      using file = await ScoresFile.create({
        path,
        folder,
        parquet,
        labelColumn: "label",
        models: [{ name: "m", features }],
        memoryBytes: 2 ** 28,
      });
      for (let from = 0; from < ROWS; from += 2 ** 17) {
        const rows = Math.min(2 ** 17, ROWS - from);
        const scores = new Float32Array(rows).map((_, row) => from + row);
        await file.add(from, rows, [{
          scores,
          flags: new Uint8Array(rows).map((_, row) => (from + row) % 2),
          severities: new Float32Array(rows),
          reasons: {
            features: new Uint16Array(3 * rows),
            weights: new Float32Array(3 * rows),
          },
        }]);
      }
      await file.finish();
    }
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const [[wrong]] = await database.rows(
      `SELECT count(*) FROM ${parquetSource(path, { rowNumbers: true })} ` +
        `WHERE row <> file_row_number + 1 OR m_score <> file_row_number ` +
        `OR label <> if(file_row_number % 3 = 0, 'normal', 'worm')`,
    );
    assert.equal(wrong, 0n);
    const spillFolder = join(folder, "spill");
    for (const records of [null, parquet, parquet]) {
      const csv = {
        scores: path,
        records,
        flaggedOnly: false,
        spillFolder,
        format: "csv" as const,
      };
      const [, ...cells] = await linesOf(await exportScores(csv));
      const first = records === null ? 1 : 0;
      assert.equal(cells.length, ROWS);
      assert.equal(cells.findIndex((line, i) => !line.startsWith(`${first + i},`)), -1);

      const flagged = { ...csv, flaggedOnly: true, format: "ndjson" as const };
      const lines = await linesOf(await exportScores(flagged));
      assert.equal(lines.length, ROWS / 2);
      const begin = (i: number) =>
        records === null ? `{"row":${2 * i + 2},` : `{"n":${2 * i + 1}.0,`;
      assert.equal(lines.findIndex((line, i) => !line.startsWith(begin(i))), -1);
    }
  }));

Deno.test("rowsInOrder() cuts groups of many values", () =>
  withFolder(async (folder) => {
    const path = await writeNumbers(folder);
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    let next = 0;
    const select = (rowsOf: (path: string) => string) => `SELECT n FROM ${rowsOf(path)}`;
    for await (const chunk of rowsInOrder(database, path, select, 100)) {
      for (const value of chunk.getColumnValues(0)) assert.equal(value, next++);
    }
    assert.equal(next, ROWS);
  }));

Deno.test("writeInOrder() refuses a query without an order, and keeps that of the others", () =>
  withFolder(async (folder) => {
    const path = await writeNumbers(folder);
    const target = join(folder, "copy.parquet");
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const words = "w IN ('w1', 'w2', 'w3', 'w4', 'w5')";
    const source = parquetSource(path, { rowNumbers: true });
    await assert.rejects(
      writeInOrder(database, `SELECT n, ${words} FROM ${source}`, target),
      /ORDER BY/,
    );
    const queries = [
      `SELECT n FROM ${source}`,
      `SELECT n, ${words} FROM ${source} ORDER BY file_row_number`,
    ];
    for (const query of queries) {
      await writeInOrder(database, query, target);
      const [[wrong]] = await database.rows(
        `SELECT count(*) FROM ${parquetSource(target, { rowNumbers: true })} ` +
          `WHERE n <> file_row_number`,
      );
      assert.equal(wrong, 0n);
    }
  }));
