/**
 * The scores of a run as Parquet.
 *
 * @module
 */
import {
  BOOLEAN,
  DuckDBDataChunk,
  type DuckDBType,
  FLOAT,
  UINTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { openDatabase, quoteIdentifier } from "../../tables/duckdb.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import { type ScoredBlock, type ScoredRows, scoredRows, type ScoredRun } from "./scored_blocks.ts";

/** Rows in a chunk: what DuckDB takes at most. */
const CHUNK_ROWS = 2048;

/** What to write, and where to. */
export interface ScoresExport extends ScoredRun {
  /** File to make. */
  path: string;
  /** For what does not fit into memory; it need not exist. */
  spillFolder: string;
  memoryBytes: number;
}

interface Column {
  name: string;
  type: DuckDBType;
  value: (block: ScoredBlock, row: number) => string | number | boolean | null;
}

/**
 * Writes the scores of all models of a run as one Parquet file, a row for each test row: `row` (its
 * number in the dataset, counted from 1), `label` where there are labels, and for each model
 * `KIND_N_score` and `KIND_N_anomaly`. The columns are those of the CSV.
 */
export async function writeScoresParquet(options: ScoresExport): Promise<void> {
  const { path, spillFolder, memoryBytes } = options;
  const scored = await scoredRows(options, CHUNK_ROWS);
  const columns = columnsOf(scored);
  const types = columns.map(({ type }) => type);
  using database = await openDatabase({ spillFolder, memoryBytes });
  const declared = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(", ");
  await database.run(`CREATE TABLE scores (${declared})`);
  const appender = await database.connection.createAppender("scores");
  for await (const block of scored.blocks) {
    const count = block.rowNumbers.length;
    const chunk = DuckDBDataChunk.create(types, count);
    columns.forEach(({ value }, index) =>
      chunk.setColumnValues(index, Array.from({ length: count }, (_, row) => value(block, row)))
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await writeInOrder(database, "FROM scores", path);
}

function columnsOf({ labels, models }: Pick<ScoredRows, "labels" | "models">): Column[] {
  return [
    { name: "row", type: UINTEGER, value: ({ rowNumbers }, row) => rowNumbers[row] + 1 },
    ...labels
      ? [{
        name: "label",
        type: VARCHAR,
        value: ({ codes }: ScoredBlock, row: number) => labels[codes![row]] ?? null,
      }]
      : [],
    ...models.flatMap((name, index): Column[] => [
      {
        name: `${name}_score`,
        type: FLOAT,
        value: ({ models }, row) => models[index].scores[row],
      },
      {
        name: `${name}_anomaly`,
        type: BOOLEAN,
        value: ({ models }, row) => models[index].flags[row] !== 0,
      },
    ]),
  ];
}
