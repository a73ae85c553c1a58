/**
 * The catalogue: one SQLite database that says which datasets, runs and models exist.
 *
 * Only the server process opens it. What a row names in the data folder is put in place before the
 * row says so, so that a crash leaves at most files that no row names.
 *
 * @module
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { z } from "zod";
import type { RunStatus } from "../resources/run.ts";
import { AlertTable } from "./alerts/alert_table.ts";
import { openCatalogue } from "./catalogue_schema.ts";
import { DamagedRowError, RowChecker } from "./damaged_row.ts";
import { PendingRows } from "./pending_rows.ts";
import {
  type BatchRow,
  damagedBatch,
  damagedDataset,
  damagedDetection,
  damagedRun,
  type DatasetRow,
  type DetectionRow,
  type DocumentKind,
  type ModelRow,
  modelsOf,
  type RunRow,
  type SqlRow,
  toBatch,
  toDataset,
  toDetection,
  toModel,
  toRun,
} from "./rows.ts";
import { SensorTable } from "./sensors/sensor_table.ts";
import { closeSqlite } from "./sqlite/sqlite.ts";
import { transaction } from "./sqlite/transaction.ts";
import { StoredTable, type StoredTableOptions } from "./stored_table.ts";

export type { BatchRow, DatasetRow, DetectionRow, DocumentKind, ModelRow, RunRow } from "./rows.ts";

const NEWEST_FIRST = "created_at DESC, rowid DESC";

/**
 * The catalogue of one data folder.
 *
 * `put…` writes or throws. `keep…` is for what happened already, such as the end of a job: it holds
 * from then on for all who read, and is written as soon as the disk allows.
 *
 * Rows are checked when they are read for the first time. A damaged one hides no other: datasets,
 * runs, batches and detections are listed as failed, with the reason, and can be deleted but not changed.
 */
export class Catalogue implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Asked for with every prediction. */
  readonly #runsOfModels = new Map<string, string>();
  readonly #pendingDatasets = new PendingRows<DatasetRow>((row) => this.#writeDataset(row));
  readonly #pendingRuns = new PendingRows<RunRow>((row) => this.#writeRun(row));
  readonly #pendingBatches = new PendingRows<BatchRow>((row, alongside) =>
    this.#transaction(() => {
      this.#writeBatch(row);
      alongside();
    })
  );
  readonly #pendingDetections = new PendingRows<DetectionRow>((row, alongside) =>
    this.#transaction(() => {
      this.#writeDetection(row);
      alongside();
    })
  );
  readonly #datasets = this.#table({
    table: "datasets",
    order: NEWEST_FIRST,
    toRow: toDataset,
    toDamaged: damagedDataset,
  });
  readonly #runs = this.#table({
    table: "runs",
    order: NEWEST_FIRST,
    toRow: toRun,
    toDamaged: damagedRun,
  });
  readonly #models = this.#table({
    table: "models",
    order: "created_at DESC, rowid",
    toRow: toModel,
    // Its run has it too.
    toDamaged: ({ id, run }) => {
      const found = this.run(run as string);
      return found && (modelsOf(found).find((model) => model.id === id) ?? null);
    },
  });
  readonly #batches = this.#table({
    table: "batches",
    order: NEWEST_FIRST,
    toRow: toBatch,
    toDamaged: damagedBatch,
  });
  readonly #detections = this.#table({
    table: "detections",
    order: NEWEST_FIRST,
    toRow: toDetection,
    toDamaged: damagedDetection,
  });
  /** Alerts and their records. */
  readonly alerts = new AlertTable({
    all: (sql, ...values) => this.#all(sql, ...values),
    run: (sql, ...values) => this.#run(sql, ...values),
    transaction: (work) => this.#transaction(work),
  });
  /** Sensors, how far each has come, and the files of its records. */
  readonly sensors = new SensorTable({
    all: (sql, ...values) => this.#all(sql, ...values),
    run: (sql, ...values) => this.#run(sql, ...values),
  });
  #isInTransaction = false;
  /** What waits for the transaction in progress to be written. */
  #afterwards: (() => void)[] = [];

  /**
   * Opens the catalogue, and makes it where there is none.
   *
   * @param path file of the database
   * @throws {Error} when another version of Netsift wrote it
   */
  constructor(path: string) {
    this.#database = openCatalogue(path);
  }

  /** All batches, newest first. */
  batches(): BatchRow[] {
    return this.#batches.list().map((row) => this.#pendingBatches.get(row.id) ?? row);
  }

  /** One batch. */
  batch(id: string): BatchRow | null {
    return this.#pendingBatches.get(id) ?? this.#batches.get(id);
  }

  /** Writes a batch, whether it is new or not. */
  putBatch(row: BatchRow): void {
    this.#writeBatch(row);
    this.#pendingBatches.delete(row.id);
  }

  /**
   * Writes the current state of a batch, at the latest when the disk has room again.
   *
   * @param alongside changes what is written with it, all or nothing
   */
  keepBatch(row: BatchRow, alongside?: () => void): void {
    this.#pendingBatches.keep(row, alongside);
  }

  #writeBatch(row: BatchRow): void {
    this.#batches.willWrite(row.id);
    this.#run(
      `INSERT INTO batches (id, status, created_at, batch) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, batch = excluded.batch`,
      row.id,
      row.status,
      row.createdAt,
      JSON.stringify(row),
    );
  }

  /** Deletes a batch; see {@linkcode Catalogue.deletions}. */
  deleteBatch(id: string): void {
    this.#delete("DELETE FROM batches WHERE id = ?", id);
    this.#batches.forget(id);
    this.#pendingBatches.delete(id);
  }

  /** All detections, newest first. */
  detections(): DetectionRow[] {
    return this.#detections.list().map((row) => this.#pendingDetections.get(row.id) ?? row);
  }

  /** One detection. */
  detection(id: string): DetectionRow | null {
    return this.#pendingDetections.get(id) ?? this.#detections.get(id);
  }

  /** Writes a detection, whether it is new or not. */
  putDetection(row: DetectionRow): void {
    this.#writeDetection(row);
    this.#pendingDetections.delete(row.id);
  }

  /**
   * Writes the current state of a detection, at the latest when the disk has room again.
   *
   * @param alongside changes what is written with it, all or nothing
   */
  keepDetection(row: DetectionRow, alongside?: () => void): void {
    this.#pendingDetections.keep(row, alongside);
  }

  #writeDetection(row: DetectionRow): void {
    this.#detections.willWrite(row.id);
    this.#run(
      `INSERT INTO detections (id, status, created_at, detection) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, detection = excluded.detection`,
      row.id,
      row.status,
      row.createdAt,
      JSON.stringify(row),
    );
  }

  /** Deletes a detection; see {@linkcode Catalogue.deletions}. */
  deleteDetection(id: string): void {
    this.#delete("DELETE FROM detections WHERE id = ?", id);
    this.#detections.forget(id);
    this.#pendingDetections.delete(id);
  }

  /** Deletes a sensor; see {@linkcode Catalogue.deletions}. */
  deleteSensor(id: string): void {
    this.#delete("DELETE FROM sensors WHERE id = ?", id);
  }

  /** All datasets, newest first. */
  datasets(): DatasetRow[] {
    return this.#datasets.list().map((row) => this.#pendingDatasets.get(row.id) ?? row);
  }

  /** One dataset. */
  dataset(id: string): DatasetRow | null {
    return this.#pendingDatasets.get(id) ?? this.#datasets.get(id);
  }

  /** Writes datasets together, whether they are new or not. */
  putDataset(...rows: DatasetRow[]): void {
    this.#transaction(() => rows.forEach((row) => this.#writeDataset(row)));
    for (const { id } of rows) this.#pendingDatasets.delete(id);
  }

  /** Writes the current state of a dataset, at the latest when the disk has room again. */
  keepDataset(row: DatasetRow): void {
    this.#pendingDatasets.keep(row);
  }

  #writeDataset(row: DatasetRow): void {
    this.#datasets.willWrite(row.id);
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

  /** Deletes a dataset; see {@linkcode Catalogue.deletions}. */
  deleteDataset(id: string): void {
    this.#delete("DELETE FROM datasets WHERE id = ?", id);
    this.#datasets.forget(id);
    this.#pendingDatasets.delete(id);
  }

  /** All runs, newest first. */
  runs(): RunRow[] {
    return this.#runs.list().map((row) => this.#pendingRuns.get(row.id) ?? row);
  }

  /** The runs of one status, oldest first; without damaged ones. */
  runsOfStatus(status: RunStatus): RunRow[] {
    return this.#runs.list(status).reverse().filter(({ id }) => !this.#runs.isDamaged(id));
  }

  /** The ids of the rows of one status as they are written, damaged ones included. */
  idsOfStatus(
    table: "datasets" | "runs" | "batches" | "detections",
    status: string,
  ): Set<string> {
    const tables = {
      datasets: this.#datasets,
      runs: this.#runs,
      batches: this.#batches,
      detections: this.#detections,
    };
    return new Set(tables[table].ids(status));
  }

  /** One run. */
  run(id: string): RunRow | null {
    return this.#pendingRuns.get(id) ?? this.#runs.get(id);
  }

  /** Writes a run together with the models it has made, whether it is new or not. */
  putRun(row: RunRow): void {
    this.#writeRun(row);
    this.#pendingRuns.delete(row.id);
  }

  /** Writes the current state of a run, at the latest when the disk has room again. */
  keepRun(row: RunRow): void {
    this.#pendingRuns.keep(row);
  }

  #writeRun(row: RunRow): void {
    this.#transaction(() => {
      this.#runs.willWrite(row.id);
      this.#run(
        `INSERT INTO runs (id, status, created_at, run) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, run = excluded.run`,
        row.id,
        row.status,
        row.createdAt,
        JSON.stringify(row),
      );
      for (const { id, run, createdAt, result } of modelsOf(row)) {
        this.#models.forget(id);
        this.#models.willWrite(id);
        this.#run(
          "INSERT OR REPLACE INTO models (id, run, created_at, result) VALUES (?, ?, ?, ?)",
          id,
          run,
          createdAt,
          JSON.stringify(result),
        );
      }
    });
  }

  /** Deletes a run and its models; see {@linkcode Catalogue.deletions}. */
  deleteRun(id: string): void {
    this.#delete("DELETE FROM runs WHERE id = ?", id);
    this.#runs.forget(id);
    this.#models.forgetAll();
    this.#pendingRuns.delete(id);
    this.#runsOfModels.clear();
  }

  /** All models, newest first. */
  models(): ModelRow[] {
    return [...this.#pendingModels(), ...this.#models.list()];
  }

  /** One model. */
  model(id: string): ModelRow | null {
    return this.#models.get(id) ??
      this.#pendingModels().find((model) => model.id === id) ?? null;
  }

  /** The id of the run that a model is of, or `null` where there is no such model. */
  runOfModel(id: string): string | null {
    let run = this.#runsOfModels.get(id);
    if (run === undefined) {
      const row = this.#get("SELECT run FROM models WHERE id = ?", id);
      run = (row?.run as string | undefined) ?? this.model(id)?.run;
      if (run !== undefined) this.#runsOfModels.set(id, run);
    }
    return run ?? null;
  }

  /**
   * All documents of a kind, in the order in which they were first written. A damaged one is left out,
   * and the log says why.
   */
  documents<Document>(kind: DocumentKind, schema: z.ZodType<Document>): Document[] {
    const checker = new RowChecker("documents");
    return this.#all("SELECT id, document FROM documents WHERE kind = ? ORDER BY rowid", kind)
      .flatMap(({ id, document }) => {
        try {
          return [checker.parse(`${kind} ${id}`, "document", document, schema)];
        } catch (error) {
          if (!(error instanceof DamagedRowError)) throw error;
          console.error(error.message);
          return [];
        }
      });
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

  /**
   * What is being deleted: rows that were removed, whose files may still be there. Forget each when its
   * files are removed.
   */
  deletions(): string[] {
    return this.#all("SELECT id FROM deletions").map(({ id }) => id as string);
  }

  /** Says that the files of a deleted row are removed. */
  forgetDeletion(id: string): void {
    this.#run("DELETE FROM deletions WHERE id = ?", id);
  }

  /** Makes several changes together, or none of them. */
  together(work: () => void): void {
    this.#transaction(work);
  }

  /** Does something once the changes in progress are written, and never if they fail; at once where there are none. */
  whenWritten(work: () => void): void {
    if (this.#isInTransaction) this.#afterwards.push(work);
    else work();
  }

  [Symbol.dispose](): void {
    const all = [
      this.#pendingDatasets,
      this.#pendingRuns,
      this.#pendingBatches,
      this.#pendingDetections,
    ];
    for (const pending of all) {
      pending.flush();
      pending[Symbol.dispose]();
    }
    closeSqlite(this.#database);
  }

  /** The models of runs that have ended and are not written yet. */
  #pendingModels(): ModelRow[] {
    return [...this.#pendingRuns.values()].flatMap(modelsOf).filter(({ id }) =>
      !this.#get("SELECT id FROM models WHERE id = ?", id)
    );
  }

  #delete(sql: string, id: string): void {
    this.#transaction(() => {
      this.#run(sql, id);
      this.#run("INSERT OR IGNORE INTO deletions (id) VALUES (?)", id);
    });
  }

  #table<Row extends object>(options: StoredTableOptions<Row>): StoredTable<Row> {
    return new StoredTable((sql) => this.#statement(sql), options);
  }

  #all(sql: string, ...values: (string | number | null)[]): SqlRow[] {
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
    if (this.#isInTransaction) return work();
    this.#isInTransaction = true;
    try {
      transaction(this.#database, work);
    } catch (error) {
      this.#afterwards = [];
      // What was read meanwhile may have been rolled back.
      const tables = [this.#datasets, this.#runs, this.#models, this.#batches, this.#detections];
      for (const table of tables) table.forgetAll();
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
    for (const each of this.#afterwards.splice(0)) each();
  }
}
