import type { DatabaseSync, StatementSync } from "node:sqlite";
import { openCatalogue } from "./catalogue_schema.ts";
import type { SqlRow } from "./rows.ts";
import { closeSqlite } from "./sqlite/sqlite.ts";
import { transaction } from "./sqlite/transaction.ts";

/** What SQLite takes in the place of a `?`. */
export type SqlValue = string | number | null;

/** The database of the catalogue: statements, which are prepared once, and transactions. */
export class CatalogueDatabase implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #rollbackListeners: (() => void)[] = [];
  #isInTransaction = false;
  /** What waits for the transaction in progress to be written. */
  #afterwards: (() => void)[] = [];

  /**
   * Opens the database, and makes it where there is none.
   *
   * @param path file of the database
   * @throws {Error} when a newer Netsift wrote it
   */
  constructor(path: string) {
    this.#database = openCatalogue(path);
  }

  /** All rows that a query gives. */
  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    return this.#statement(sql).all(...values) as SqlRow[];
  }

  /** The first row that a query gives. */
  get(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.#statement(sql).get(...values) as SqlRow | undefined;
  }

  /** Changes rows. */
  run(sql: string, ...values: SqlValue[]): void {
    this.#statement(sql).run(...values);
  }

  /** Makes several changes together, or none of them; within another transaction, as a part of it. */
  transaction(work: () => void): void {
    if (this.#isInTransaction) return work();
    this.#isInTransaction = true;
    try {
      transaction(this.#database, work);
    } catch (error) {
      this.#afterwards = [];
      for (const listener of this.#rollbackListeners) listener();
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
    for (const each of this.#afterwards.splice(0)) each();
  }

  /** Does something once the changes in progress are written, and never if they fail; at once where there are none. */
  whenWritten(work: () => void): void {
    if (this.#isInTransaction) this.#afterwards.push(work);
    else work();
  }

  /** Is called when changes were taken back: what was read meanwhile may be wrong. */
  onRollback(listener: () => void): void {
    this.#rollbackListeners.push(listener);
  }

  [Symbol.dispose](): void {
    closeSqlite(this.#database);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) this.#statements.set(sql, statement = this.#database.prepare(sql));
    return statement;
  }
}
