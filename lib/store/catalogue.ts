/**
 * The catalogue: one SQLite database that says which datasets, runs and models exist.
 *
 * Only the server process opens it. What a row names in the data folder is put in place before the
 * row says so, so that a crash leaves at most files that no row names.
 *
 * @module
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Batch } from "../batches/types.ts";
import type { DatasetOrigin } from "../datasets/origin.ts";
import type { DatasetFormat, DatasetProfile, DatasetStatus } from "../datasets/types.ts";
import type { Run, RunResult, RunStatus } from "../runs/types.ts";

/** A dataset as it is stored. */
export interface DatasetRow {
  id: string;
  name: string;
  status: DatasetStatus;
  origin: DatasetOrigin;
  /** The format the uploader named, or `null` to trust the content. */
  requestedFormat: DatasetFormat | null;
  bytes: number;
  createdAt: string;
  /** How often its ingest was started; an ingest that kills the server is not tried for ever. */
  attempts: number;
  error: string | null;
  profile: DatasetProfile | null;
}

/** A run as it is stored; its progress is known to the server that runs it alone. */
export type RunRow = Omit<Run, "progress">;

/** A batch as it is stored; its progress is known to the server that works on it alone. */
export type BatchRow = Omit<Batch, "progress">;

/** A model as it is stored. */
export interface ModelRow {
  id: string;
  run: string;
  createdAt: string;
  result: RunResult;
}

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

/** What the catalogue keeps as it is, without knowing what stands in it. */
export type DocumentKind =
  | "alert"
  | "alert-destination"
  | "alert-rule"
  | "alert-setting"
  | "alert-suppression"
  | "live-setting";

/** Tables that came later; an older Netsift leaves them as they are. */
const ADDED = `
  CREATE TABLE IF NOT EXISTS batches (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created_at TEXT NOT NULL, batch TEXT NOT NULL
  ) STRICT;
`;

type SqlRow = Record<string, unknown>;

/** The catalogue of one data folder. */
export class Catalogue implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Asked for with every prediction. */
  readonly #runsOfModels = new Map<string, string>();

  /**
   * Opens the catalogue, and makes it where there is none.
   *
   * @param path file of the database
   * @throws {Error} when another version of Netsift wrote it
   */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
    );
    const version = this.#database.prepare("PRAGMA user_version").get()?.user_version;
    if (version === 0) this.#transaction(() => this.#database.exec(SCHEMA));
    else if (version !== VERSION) {
      this.#database.close();
      throw new Error(
        `The catalogue ${path} has version ${version}; this Netsift knows version ${VERSION}. Use the Netsift that wrote it.`,
      );
    }
    this.#database.exec(DOCUMENTS);
    this.#database.exec(ADDED);
  }

  /** All batches, newest first. */
  batches(): BatchRow[] {
    return this.#all("SELECT batch FROM batches ORDER BY created_at DESC, rowid DESC").map(toBatch);
  }

  /** One batch. */
  batch(id: string): BatchRow | null {
    const row = this.#get("SELECT batch FROM batches WHERE id = ?", id);
    return row ? toBatch(row) : null;
  }

  /** Writes a batch, whether it is new or not. */
  putBatch(row: BatchRow): void {
    this.#run(
      `INSERT INTO batches (id, status, created_at, batch) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, batch = excluded.batch`,
      row.id,
      row.status,
      row.createdAt,
      JSON.stringify(row),
    );
  }

  deleteBatch(id: string): void {
    this.#run("DELETE FROM batches WHERE id = ?", id);
  }

  /** All datasets, newest first. */
  datasets(): DatasetRow[] {
    return this.#all("SELECT * FROM datasets ORDER BY created_at DESC, rowid DESC").map(toDataset);
  }

  /** One dataset. */
  dataset(id: string): DatasetRow | null {
    const row = this.#get("SELECT * FROM datasets WHERE id = ?", id);
    return row ? toDataset(row) : null;
  }

  /** Writes a dataset, whether it is new or not. */
  putDataset(row: DatasetRow): void {
    this.#run(
      `INSERT INTO datasets (id, name, status, origin, requested_format, bytes, created_at, attempts, error, profile)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, status = excluded.status,
         bytes = excluded.bytes, attempts = excluded.attempts, error = excluded.error, profile = excluded.profile`,
      row.id,
      row.name,
      row.status,
      JSON.stringify(row.origin),
      row.requestedFormat,
      row.bytes,
      row.createdAt,
      row.attempts,
      row.error,
      row.profile === null ? null : JSON.stringify(row.profile),
    );
  }

  deleteDataset(id: string): void {
    this.#run("DELETE FROM datasets WHERE id = ?", id);
  }

  /** All runs, newest first. */
  runs(): RunRow[] {
    return this.#all("SELECT run FROM runs ORDER BY created_at DESC, rowid DESC").map(toRun);
  }

  /** The runs of one status, oldest first. */
  runsOfStatus(status: RunStatus): RunRow[] {
    return this.#all("SELECT run FROM runs WHERE status = ? ORDER BY created_at, rowid", status)
      .map(toRun);
  }

  /** One run. */
  run(id: string): RunRow | null {
    const row = this.#get("SELECT run FROM runs WHERE id = ?", id);
    return row ? toRun(row) : null;
  }

  /** Writes a run together with the models it has made, whether it is new or not. */
  putRun(row: RunRow): void {
    this.#transaction(() => {
      this.#run(
        `INSERT INTO runs (id, status, created_at, run) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, run = excluded.run`,
        row.id,
        row.status,
        row.createdAt,
        JSON.stringify(row),
      );
      for (const result of row.results) {
        this.#run(
          "INSERT OR REPLACE INTO models (id, run, created_at, result) VALUES (?, ?, ?, ?)",
          result.model,
          row.id,
          row.finishedAt ?? row.createdAt,
          JSON.stringify(result),
        );
      }
    });
  }

  /** Deletes a run and its models. */
  deleteRun(id: string): void {
    this.#run("DELETE FROM runs WHERE id = ?", id);
    this.#runsOfModels.clear();
  }

  /** All models, newest first. */
  models(): ModelRow[] {
    return this.#all("SELECT * FROM models ORDER BY created_at DESC, rowid").map(toModel);
  }

  /** One model. */
  model(id: string): ModelRow | null {
    const row = this.#get("SELECT * FROM models WHERE id = ?", id);
    return row ? toModel(row) : null;
  }

  /** The id of the run that a model is of, or `null` where there is no such model. */
  runOfModel(id: string): string | null {
    let run = this.#runsOfModels.get(id);
    if (run === undefined) {
      run = this.#get("SELECT run FROM models WHERE id = ?", id)?.run as string | undefined;
      if (run !== undefined) this.#runsOfModels.set(id, run);
    }
    return run ?? null;
  }

  /** All documents of a kind, in the order in which they were first written. */
  documents<Document>(kind: DocumentKind): Document[] {
    return this.#all("SELECT document FROM documents WHERE kind = ? ORDER BY rowid", kind)
      .map(({ document }) => JSON.parse(document as string) as Document);
  }

  /** Writes documents of a kind together, whether they are new or not. */
  putDocuments(kind: DocumentKind, documents: { id: string }[]): void {
    this.#transaction(() => {
      for (const document of documents) {
        this.#run(
          `INSERT INTO documents (kind, id, document) VALUES (?, ?, ?)
           ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document`,
          kind,
          document.id,
          JSON.stringify(document),
        );
      }
    });
  }

  /** Deletes a document. */
  deleteDocument(kind: DocumentKind, id: string): void {
    this.#run("DELETE FROM documents WHERE kind = ? AND id = ?", kind, id);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }

  #all(sql: string, ...values: string[]): SqlRow[] {
    return this.#statement(sql).all(...values) as SqlRow[];
  }

  #get(sql: string, ...values: string[]): SqlRow | undefined {
    return this.#statement(sql).get(...values) as SqlRow | undefined;
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#statement(sql).run(...values);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, statement = this.#database.prepare(sql));
    return statement;
  }

  #transaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

function toDataset(row: SqlRow): DatasetRow {
  return {
    id: row.id as string,
    name: row.name as string,
    status: row.status as DatasetStatus,
    origin: JSON.parse(row.origin as string) as DatasetOrigin,
    requestedFormat: row.requested_format as DatasetFormat | null,
    bytes: row.bytes as number,
    createdAt: row.created_at as string,
    attempts: row.attempts as number,
    error: row.error as string | null,
    profile: row.profile === null ? null : JSON.parse(row.profile as string) as DatasetProfile,
  };
}

function toBatch(row: SqlRow): BatchRow {
  return JSON.parse(row.batch as string) as BatchRow;
}

function toRun(row: SqlRow): RunRow {
  return JSON.parse(row.run as string) as RunRow;
}

function toModel(row: SqlRow): ModelRow {
  return {
    id: row.id as string,
    run: row.run as string,
    createdAt: row.created_at as string,
    result: JSON.parse(row.result as string) as RunResult,
  };
}
