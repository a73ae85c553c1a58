import type { Database } from "../../tables/duckdb.ts";

/** A dataset to choose from. */
export interface Choice {
  database: Database;
  parquet: string;
  labelColumn: string | null;
}
