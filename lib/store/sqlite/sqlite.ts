/**
 * The SQLite databases of a data folder: opened, written and closed in one way.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { makePrivate } from "../make_private.ts";
import { type DatabaseLayout, migrate } from "./migrate.ts";

/**
 * Opens a database, and makes it where there is none, readable by this user alone. What is committed
 * survives a power cut; a write-ahead log that an earlier server left is put into the database.
 *
 * An older one is brought to the version of the layout, see {@linkcode migrate}.
 *
 * @param path file of the database
 * @throws {Error} when a newer version of Netsift wrote it
 */
export function openSqlite(path: string, layout: DatabaseLayout): DatabaseSync {
  Deno.openSync(path, { create: true, append: true, mode: 0o600 }).close();
  // SQLite gives the files beside a database the rights of the database.
  for (const suffix of ["", "-wal", "-shm"]) makePrivate(path + suffix, "file");
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path);
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; " +
        "PRAGMA busy_timeout = 5000;",
    );
    migrate(database, path, layout);
    checkpoint(database);
    return database;
  } catch (error) {
    database?.close();
    throw isDamaged(error)
      ? new Error(
        `The database ${path} is damaged. Put it back from a backup, or restore the whole data ` +
          "folder: see docs/operation.md.",
        { cause: error },
      )
      : error;
  }
}

/** SQLITE_CORRUPT or SQLITE_NOTADB. */
function isDamaged(error: unknown): boolean {
  return /file is not a database|database disk image is malformed/.test((error as Error).message);
}

/** Closes a database, with all that was written in its main file. */
export function closeSqlite(database: DatabaseSync): void {
  checkpoint(database);
  database.close();
}

/** Puts the write-ahead log into the database; without room for that it stays, and nothing is lost. */
function checkpoint(database: DatabaseSync): void {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    console.error("The write-ahead log could not be put into its database:", error);
  }
}
