/**
 * The database of tokens, sessions and the audit log. Only the server process opens it.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { openSqlite } from "../store/sqlite/sqlite.ts";

const VERSION = 1;

const SCHEMA = `
  CREATE TABLE tokens (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, scopes TEXT NOT NULL,
    created_at TEXT NOT NULL, expires_at TEXT, last_used_at TEXT
  ) STRICT;
  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY, subject TEXT NOT NULL, began_at INTEGER NOT NULL,
    renewed_at INTEGER NOT NULL, ends_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    target TEXT, outcome TEXT NOT NULL, address TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END;
`;

/** Columns that came later, with how they are declared; an older Netsift leaves them as they are. */
const ADDED: [table: string, column: string, declaration: string][] = [
  // Of floods that were folded into one entry.
  ["audit", "count", "INTEGER NOT NULL DEFAULT 1"],
  ["audit", "until", "TEXT"],
  // What the keys of one session have in common.
  ["sessions", "family", "TEXT"],
];

const COMPLETE = `
  CREATE INDEX IF NOT EXISTS audit_by_success ON audit (outcome = 'ok', who, id);
  CREATE INDEX IF NOT EXISTS sessions_by_family ON sessions (family);
  UPDATE sessions SET family = hash WHERE family IS NULL;
`;

/**
 * Opens the database, and makes it where there is none, readable by this user alone.
 *
 * @param path file of the database
 * @throws {Error} when another version of Netsift wrote it
 */
export function openAccessDatabase(path: string): DatabaseSync {
  const database = openSqlite(path, { version: VERSION, schema: SCHEMA });
  for (const [table, column, declaration] of ADDED) {
    const columns = database.prepare(`PRAGMA table_info(${table})`).all();
    if (columns.some(({ name }) => name === column)) continue;
    database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${declaration}`);
  }
  database.exec(COMPLETE);
  return database;
}
