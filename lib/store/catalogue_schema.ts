/**
 * The tables of the catalogue, and how older ones become what they are now.
 *
 * @module
 */
import type { DatabaseSync } from "node:sqlite";
import { ALERT_TABLES, ALERTS_FROM_DOCUMENTS } from "./alerts/alert_tables.ts";
import { SENSOR_FINDING_TABLE, SENSOR_TABLES } from "./sensors/sensor_tables.ts";
import { openSqlite } from "./sqlite/sqlite.ts";

/** Of the tables and of the JSON in them. A change of either takes a step below. */
const VERSION = 7;

const LATER = `
  CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created_at TEXT NOT NULL, batch TEXT NOT NULL
  ) STRICT;
  -- What is being deleted: written with the deletion of its row and removed with its files, so that
  -- a server that died in between knows these files from such that its catalogue has lost.
  CREATE TABLE IF NOT EXISTS deletions (id TEXT PRIMARY KEY) STRICT;
`;

const DETECTIONS = `
  CREATE TABLE detections (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created_at TEXT NOT NULL, detection TEXT NOT NULL
  ) STRICT;
`;

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
  ${LATER}
  ${DETECTIONS}
  ${ALERT_TABLES}
  ${SENSOR_TABLES}
  ${SENSOR_FINDING_TABLE}
`;

/** By the version that each begins with. */
const STEPS = new Map([
  // Netsift 0.1.0 made these tables when they were first needed, without a version number.
  [2, LATER],
  [3, DETECTIONS],
  [4, ALERT_TABLES + ALERTS_FROM_DOCUMENTS],
  [5, SENSOR_TABLES],
  [6, SENSOR_FINDING_TABLE],
]);

/**
 * Opens the database of the catalogue, and makes it where there is none.
 *
 * @param path file of the database
 * @throws {Error} when a newer Netsift wrote it
 */
export function openCatalogue(path: string): DatabaseSync {
  return openSqlite(path, { version: VERSION, schema: SCHEMA, steps: STEPS });
}
