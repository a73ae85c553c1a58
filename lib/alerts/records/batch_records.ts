import { openDatabase, parquetSource, quoteIdentifier } from "../../tables/duckdb.ts";
import type { RecordQuery } from "../../store/alerts/alert_table.ts";

/** A row that a model of a batch flags. */
export interface FlaggedRow {
  /** Counted from 1. */
  row: number;
  score: number | null;
  severity: number | null;
}

/** What is read of the scores of a batch. */
export interface FlaggedRows {
  rows: FlaggedRow[];
  /** How many there are. */
  total: number;
}

/**
 * A page of the rows that a model of a batch flags.
 *
 * @param scores file of the batch
 * @param model name before its columns
 * @param options folder for what does not fit into memory, which is limited
 */
export async function readFlaggedRows(
  scores: string,
  model: string,
  { sort, limit, offset }: RecordQuery,
  options: { spillFolder: string; memoryBytes: number },
): Promise<FlaggedRows> {
  using database = await openDatabase({ ...options, threads: 1 });
  const column = (name: string) => quoteIdentifier(`${model}_${name}`);
  const flagged = `FROM ${parquetSource(scores)} WHERE ${column("anomaly")}`;
  const order = sort === "time"
    ? "row"
    : `${column("severity")} DESC NULLS LAST, ${column("score")} DESC, row`;
  const rows = await database.rows(
    `SELECT row, ${column("score")}, ${column("severity")} ${flagged} ` +
      `ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
  );
  const [[total]] = await database.rows(`SELECT count(*) ${flagged}`);
  return {
    rows: rows.map(([row, score, severity]) => ({
      row: Number(row),
      score: score === null ? null : Number(score),
      severity: severity === null ? null : Number(severity),
    })),
    total: Number(total),
  };
}
