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
import { openDatabase, quoteIdentifier } from "../../datasets/duckdb.ts";
import { writeInOrder } from "../../datasets/ordered_rows.ts";
import { readScoredRows, type ScoredRows, type StoredResult } from "./scored_rows.ts";

/** Rows in a chunk: what DuckDB takes at most. */
const CHUNK_ROWS = 2048;

/** What to write, and where to. */
export interface ScoresExport {
  /** Folder of the run. */
  run: string;
  results: StoredResult[];
  /** File to make. */
  path: string;
  /** For what does not fit into memory; it need not exist. */
  spillFolder: string;
  memoryBytes: number;
}

interface Column {
  name: string;
  type: DuckDBType;
  value: (row: number) => string | number | boolean | null;
}

/**
 * Writes the scores of all models of a run as one Parquet file, a row for each test row: `row` (its
 * number in the dataset, counted from 1), `label` where there are labels, and for each model
 * `KIND_N_score` and `KIND_N_anomaly`. The columns are those of the CSV.
 */
export async function writeScoresParquet(options: ScoresExport): Promise<void> {
  const { run, results, path, spillFolder, memoryBytes } = options;
  const scored = await readScoredRows(run, results);
  const columns = columnsOf(scored);
  using database = await openDatabase({ spillFolder, memoryBytes });
  const declared = columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`).join(", ");
  await database.run(`CREATE TABLE scores (${declared})`);
  const appender = await database.connection.createAppender("scores");
  const rows = scored.rowNumbers.length;
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type), count);
    columns.forEach(({ value }, index) =>
      chunk.setColumnValues(index, Array.from({ length: count }, (_, i) => value(from + i)))
    );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await writeInOrder(database, "FROM scores", path);
}

function columnsOf({ rowNumbers, labels, models }: ScoredRows): Column[] {
  return [
    { name: "row", type: UINTEGER, value: (row) => rowNumbers[row] + 1 },
    ...labels
      ? [{
        name: "label",
        type: VARCHAR,
        value: (row: number) => labels.names[labels.codes[row]] ?? null,
      }]
      : [],
    ...models.flatMap(({ name, scores, flags }): Column[] => [
      { name: `${name}_score`, type: FLOAT, value: (row) => scores[row] },
      { name: `${name}_anomaly`, type: BOOLEAN, value: (row) => flags[row] !== 0 },
    ]),
  ];
}
