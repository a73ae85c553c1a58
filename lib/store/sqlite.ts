/**
 * The SQLite databases of a data folder: opened, written and closed in one way.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { makePrivate } from "./make_private.ts";

/** What a database must be like. */
export interface DatabaseLayout {
  /** Kept in `user_version`. */
  version: number;
  /** Makes an empty database; ends by setting the version. */
  schema: string;
}

/**
 * Opens a database, and makes it where there is none, readable by this user alone. What is committed
 * survives a power cut; a write-ahead log that an earlier server left is put into the database.
 *
 * @param path file of the database
 * @throws {Error} when another version of Netsift wrote it
 */
export function openSqlite(path: string, { version, schema }: DatabaseLayout): DatabaseSync {
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
    const found = database.prepare("PRAGMA user_version").get()?.user_version;
    if (found === 0) transaction(database, () => database!.exec(schema));
    else if (found !== version) {
      throw new Error(
        `${path} has version ${found}; this Netsift knows version ${version}. Use the Netsift that wrote it.`,
      );
    }
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
