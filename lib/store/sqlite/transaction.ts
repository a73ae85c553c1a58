import type { DatabaseSync } from "node:sqlite";

/** Does all of the work, or, when it throws, nothing of it. */
export function transaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    try {
      database.exec("ROLLBACK");
    } catch {
      // After some errors, as of a full disk, SQLite has rolled back itself; the first error counts.
    }
    throw error;
  }
}
