/**
 * The tables of the catalogue.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { openSqlite } from "./sqlite.ts";

/** Of the tables and of the JSON in them. */
const VERSION = 2;

const SCHEMA = `
  CREATE TABLE datasets (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL, requested_format TEXT,
    bytes INTEGER NOT NULL, created_at TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT, profile TEXT
  ) STRICT;
  CREATE TABLE runs (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created_at TEXT NOT NULL, run TEXT NOT NULL
  ) STRICT;
  CREATE TABLE models (
    id TEXT PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL, result TEXT NOT NULL
  ) STRICT;
  CREATE INDEX models_by_run ON models (run);
  PRAGMA user_version = ${VERSION};
`;

/** Added without another version: an older Netsift passes over the table. */
const DOCUMENTS = `
  CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
`;

/** Tables that came later; an older Netsift leaves them as they are. */
const ADDED = `
  CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created_at TEXT NOT NULL, batch TEXT NOT NULL
  ) STRICT;
`;

/**
 * What is being deleted: written with the deletion of its row and removed with its files, so that a
 * server that died in between knows these files from such that its catalogue has lost.
 */
const DELETIONS = `
  CREATE TABLE IF NOT EXISTS deletions (id TEXT PRIMARY KEY) STRICT;
`;

/**
 * Opens the database of the catalogue, and makes it where there is none.
 *
 * @param path file of the database
 * @throws {Error} when another version of Netsift wrote it
 */
export function openCatalogue(path: string): DatabaseSync {
  const database = openSqlite(path, { version: VERSION, schema: SCHEMA });
  database.exec(DOCUMENTS);
  database.exec(ADDED);
  database.exec(DELETIONS);
  return database;
}
