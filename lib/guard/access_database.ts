/**
 * The database of tokens, sessions and the audit log. Only the server process opens it.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";

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
  PRAGMA user_version = ${VERSION};
`;

/** Columns that came later, with how they are declared; an older Netsift leaves them as they are. */
const ADDED: [table: string, column: string, declaration: string][] = [
  // Of floods that were folded into one entry.
  ["audit", "count", "INTEGER NOT NULL DEFAULT 1"],
  ["audit", "until", "TEXT"],
];

const INDEXES = `
  CREATE INDEX IF NOT EXISTS audit_by_success ON audit (outcome = 'ok', who, id);
`;

/**
 * Opens the database, and makes it where there is none, readable by this user alone.
 *
 * @param path file of the database
 * @throws {Error} when another version of Netsift wrote it
 */
export function openAccessDatabase(path: string): DatabaseSync {
  Deno.openSync(path, { create: true, append: true, mode: 0o600 }).close();
  const database = new DatabaseSync(path);
  // A power cut may take the latest entries; waiting for the disk would hold up every log-in.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  const version = database.prepare("PRAGMA user_version").get()?.user_version;
  if (version === 0) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
  else if (version !== VERSION) {
    database.close();
    throw new Error(
      `${path} has version ${version}; this Netsift knows version ${VERSION}. Use the Netsift that wrote it.`,
    );
  }
  for (const [table, column, declaration] of ADDED) {
    const columns = database.prepare(`PRAGMA table_info(${table})`).all();
    if (columns.some(({ name }) => name === column)) continue;
    database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${declaration}`);
  }
  database.exec(INDEXES);
  return database;
}
