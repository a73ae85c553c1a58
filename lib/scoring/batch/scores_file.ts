/**
 * The Parquet file of a batch: a row for each row of the dataset.
 *
 * @module
 */
import { DuckDBDataChunk } from "@duckdb/node-api";
import { join } from "node:path";
import { type Database, openDatabase, parquetSource, quoteLiteral } from "../../tables/duckdb.ts";
import { fillColumn } from "../../datasets/columns/fill_column.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import { storedColumns, storedText } from "../../tables/stored_columns.ts";
import type { ModelVerdicts } from "./model_verdicts.ts";
import {
  finalColumns,
  type ScoresFileModel,
  type StagedColumn,
  stagedColumns,
} from "./scores_columns.ts";

/** Rows in a chunk: what DuckDB takes at most. */
const CHUNK_ROWS = 2048;

/** Rows in a part, which are held in memory until it is written. */
const PART_ROWS = 2 ** 20;

/** Where the file lies, and what goes into it. */
export interface ScoresFileOptions {
  /** File to make. */
  path: string;
  /** Folder for what is on its way; it must exist. */
  folder: string;
  /** The dataset that is scored. */
  parquet: string;
  labelColumn: string | null;
  models: ScoresFileModel[];
  memoryBytes: number;
}

/**
 * Writes verdicts as they come, block after block. The file has the columns `row` (from 1), `label`
 * where there are labels, for each model `NAME_score`, `NAME_anomaly`, `NAME_severity` and, where
 * rows are explained, `NAME_reasons` (a list of `feature` and `weight`), and `flagged_by`, the number
 * of models that flag the row. Its memory does not depend on the number of rows.
 */
export class ScoresFile implements Disposable {
  readonly #options: ScoresFileOptions;
  readonly #database: Database;
  readonly #parts: string[] = [];
  #table: Awaited<ReturnType<typeof createTable>> | null = null;
  /** Rows in the parts, and rows that are staged. */
  #written = 0;
  #rows = 0;

  private constructor(options: ScoresFileOptions, database: Database) {
    this.#options = options;
    this.#database = database;
  }

  /** Begins a file. */
  static async create(options: ScoresFileOptions): Promise<ScoresFile> {
    const spillFolder = join(options.folder, "spill");
    const database = await openDatabase({ spillFolder, memoryBytes: options.memoryBytes });
    return new ScoresFile(options, database);
  }

  /**
   * Adds the rows of a block.
   *
   * @param from number of its first row, counted from 0
   * @param verdicts of the models, in their order
   */
  async add(from: number, rows: number, verdicts: ModelVerdicts[]): Promise<void> {
    const columns = stagedColumns(from, rows, verdicts);
    this.#table ??= await createTable(this.#database, columns);
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type), count);
      for (const [index, { values, stride = 1, offset = 0 }] of columns.entries()) {
        fillColumn(chunk, index, (i) => values[(start + i) * stride + offset]);
      }
      this.#table.appendDataChunk(chunk);
    }
    this.#rows += rows;
    if (this.#rows >= PART_ROWS) await this.#writePart();
  }

  /** Puts the file in its place. */
  async finish(): Promise<void> {
    if (this.#table) await this.#writePart();
    if (this.#parts.length === 0) throw new Error("There are no rows to write.");
    const parts = `read_parquet([${this.#parts.map(quoteLiteral).join(", ")}])`;
    await writeInOrder(this.#database, `FROM ${parts}`, this.#options.path);
  }

  [Symbol.dispose](): void {
    this.#database[Symbol.dispose]();
  }

  async #writePart(): Promise<void> {
    this.#table!.closeSync();
    this.#table = null;
    const part = join(this.#options.folder, `part-${this.#parts.length}.parquet`);
    await writeInOrder(this.#database, await this.#partQuery(), part);
    await this.#database.run("DROP TABLE staged");
    this.#parts.push(part);
    this.#written += this.#rows;
    this.#rows = 0;
  }

  /** SQL of the staged rows as the file has them, labels among them. */
  async #partQuery(): Promise<string> {
    const { parquet, labelColumn, models } = this.#options;
    const values = ["row", ...models.flatMap((model, index) => finalColumns(model, index))];
    const flagged = models.map((_, index) => `m${index}_flag`).join(" + ");
    let source = "staged";
    if (labelColumn !== null) {
      const text = storedText(await storedColumns(this.#database, parquet), labelColumn);
      const [from, to] = [this.#written, this.#written + this.#rows];
      source += ` JOIN (SELECT file_row_number, ${text} AS label ` +
        `FROM ${parquetSource(parquet, { rowNumbers: true })} ` +
        `WHERE file_row_number >= ${from} AND file_row_number < ${to}) ON file_row_number = row - 1`;
      values.splice(1, 0, "label");
    }
    return `SELECT ${values.join(", ")}, (${flagged})::UTINYINT AS flagged_by FROM ${source} ` +
      `ORDER BY row`;
  }
}

async function createTable(database: Database, columns: StagedColumn[]) {
  const declared = columns.map(({ name, type }) => `${name} ${type}`).join(", ");
  await database.run(`CREATE TABLE staged (${declared})`);
  return await database.connection.createAppender("staged");
}
