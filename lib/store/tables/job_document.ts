import type { z } from "zod";
import type { DamagedRowError } from "../damaged_row.ts";
import type { SqlRow } from "../rows.ts";
import type { JobTableDefinition } from "./job_table.ts";

/** What every such row has. */
interface DocumentRow {
  id: string;
  name: string;
  status: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  error: string | null;
}

/** What can be said of a damaged row. */
export type Remains = DocumentRow & { status: "failed" };

/** Where the rows are, and what they must be. */
export interface DocumentOptions<Row> {
  table: "runs" | "batches" | "detections";
  /** The column with the JSON of the whole row. */
  column: string;
  schema: z.ZodType<Row>;
  /** What a damaged row is listed as. */
  damaged(remains: Remains): Row;
}

/** Rows that are one JSON document, beside the columns that lists need. */
export function jobDocument<Row extends DocumentRow>(
  { table, column, schema, damaged }: DocumentOptions<Row>,
): JobTableDefinition<Row> {
  const sql = `INSERT INTO ${table} (id, status, created_at, ${column}) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, ${column} = excluded.${column}`;
  return {
    table,
    order: "created_at DESC, rowid DESC",
    unfinished: ["running", "queued"],
    toRow(row, checker) {
      const id = row.id as string;
      const read = checker.parse(id, column, row[column], schema);
      checker.trust(id);
      return read;
    },
    toDamaged: (row, error) => damaged(remainsOf(row, column, error)),
    write(database, row) {
      database.run(sql, row.id, row.status, row.createdAt, JSON.stringify(row));
    },
  };
}

function remainsOf(row: SqlRow, column: string, { message }: DamagedRowError): Remains {
  const id = row.id as string;
  return {
    id,
    name: nameIn(row[column]) ?? id,
    status: "failed",
    createdAt: row.created_at as string,
    startedAt: null,
    finishedAt: null,
    error: message,
  };
}

/** The name in damaged JSON, as far as that can be told. */
function nameIn(json: unknown): string | null {
  try {
    const { name } = JSON.parse(json as string);
    return typeof name === "string" ? name : null;
  } catch {
    return null;
  }
}
