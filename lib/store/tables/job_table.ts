import type { CatalogueDatabase } from "../catalogue_database.ts";
import type { Deletions } from "./deletions.ts";
import { PendingRows } from "./pending_rows.ts";
import { StoredTable, type StoredTableOptions } from "./stored_table.ts";

/** How the rows of one kind of jobs are read and written. */
export interface JobTableDefinition<Row extends { status: string }>
  extends StoredTableOptions<Row> {
  /** The states of jobs that have not ended; those that are taken up first come first. */
  unfinished: Row["status"][];
  /** Writes a row, whether it is new or not. */
  write(database: CatalogueDatabase, row: Row): void;
  /** A row is written; may write more, all or nothing. */
  written?(row: Row): void;
  /** A row was deleted. */
  deleted?(): void;
}

/**
 * A table of what jobs make: datasets, runs, batches, detections.
 *
 * `put` writes or throws. `keep` is for what happened already, such as the end of a job: it holds from
 * then on for all who read, and is written as soon as the disk allows.
 *
 * A damaged row hides no other: it is listed as failed, with the reason, and can be deleted but not
 * changed.
 */
export class JobTable<Row extends { id: string; status: string }> implements Disposable {
  readonly #database: CatalogueDatabase;
  readonly #deletions: Deletions;
  readonly #definition: JobTableDefinition<Row>;
  readonly #stored: StoredTable<Row>;
  readonly #pending: PendingRows<Row>;

  constructor(
    database: CatalogueDatabase,
    deletions: Deletions,
    definition: JobTableDefinition<Row>,
  ) {
    this.#database = database;
    this.#deletions = deletions;
    this.#definition = definition;
    this.#stored = new StoredTable(database, definition);
    this.#pending = new PendingRows((row, alongside) =>
      database.transaction(() => {
        this.#write(row);
        alongside();
      })
    );
  }

  /** All rows, newest first. */
  list(): Row[] {
    return this.#stored.list().map((row) => this.#pending.get(row.id) ?? row);
  }

  /** The rows of jobs that have not ended, oldest first; without damaged ones. */
  unfinished(): Row[] {
    return this.#definition.unfinished.flatMap((status) => this.ofStatus(status));
  }

  /** The rows of one status as they are written, oldest first; without damaged ones. */
  ofStatus(status: Row["status"]): Row[] {
    return this.#stored.list(status).reverse().filter(({ id }) => !this.#stored.isDamaged(id));
  }

  /** The ids of the rows of one status as they are written, damaged ones included. */
  idsOfStatus(status: Row["status"]): Set<string> {
    return new Set(this.#stored.ids(status));
  }

  /** One row. */
  get(id: string): Row | null {
    return this.#pending.get(id) ?? this.#stored.get(id);
  }

  /** Writes rows together, whether they are new or not. */
  put(...rows: Row[]): void {
    this.#database.transaction(() => rows.forEach((row) => this.#write(row)));
    for (const { id } of rows) this.#pending.delete(id);
  }

  /**
   * Writes how a row stands now, at the latest when the disk has room again.
   *
   * @param alongside changes what is written with it, all or nothing
   */
  keep(row: Row, alongside?: () => void): void {
    this.#pending.keep(row, alongside);
  }

  /** The rows that are kept and not written yet. */
  pending(): IteratorObject<Row> {
    return this.#pending.values();
  }

  /** Deletes a row, and notes that its files are to be removed. */
  delete(id: string): void {
    this.#deletions.delete(this.#definition.table, id);
    this.#stored.forget(id);
    this.#pending.delete(id);
    this.#definition.deleted?.();
  }

  /** The files of a deleted row are removed. */
  forgetDeletion(id: string): void {
    this.#deletions.forget(id);
  }

  /** Tries once more to write what could not be written. */
  [Symbol.dispose](): void {
    this.#pending.flush();
    this.#pending[Symbol.dispose]();
  }

  #write(row: Row): void {
    this.#stored.willWrite(row.id);
    this.#definition.write(this.#database, row);
    this.#definition.written?.(row);
  }
}
