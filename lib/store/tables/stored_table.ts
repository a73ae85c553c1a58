import type { CatalogueDatabase } from "../catalogue_database.ts";
import { type CheckedTable, DamagedRowError, RowChecker } from "../damaged_row.ts";
import type { SqlRow } from "../rows.ts";
import { ParsedRows } from "./parsed_rows.ts";

/** How the rows of a table are found and read. */
export interface StoredTableOptions<Row> {
  table: CheckedTable;
  /** Terms of ORDER BY for lists. */
  order: string;
  /** @throws {DamagedRowError} when the row cannot be read */
  toRow: (row: SqlRow, checker: RowChecker) => Row;
  /** What a row that cannot be read is given as; `null`: as if it were not there. */
  toDamaged: (row: SqlRow, error: DamagedRowError) => Row | null;
}

/**
 * A table of the catalogue as its readers see it. Rows are parsed once and then kept, since pages list
 * them again and again and the document of a single run may have 100 kB; call {@linkcode StoredTable.willWrite}
 * before writing a row and {@linkcode StoredTable.forget} after deleting one. A
 * row that is damaged hides no other.
 */
export class StoredTable<Row extends object> {
  readonly #database: CatalogueDatabase;
  readonly #options: StoredTableOptions<Row>;
  readonly #parsed = new ParsedRows<Row>();
  readonly #checker: RowChecker;
  readonly #damaged = new Map<string, DamagedRowError>();

  constructor(database: CatalogueDatabase, options: StoredTableOptions<Row>) {
    this.#database = database;
    this.#options = options;
    this.#checker = new RowChecker(options.table);
    database.onRollback(() => this.forgetAll());
  }

  /**
   * All rows in their order.
   *
   * @param status only those of this status
   */
  list(status?: string): Row[] {
    return this.ids(status).flatMap((id) => this.get(id) ?? []);
  }

  /** The ids of all rows in their order, or of one status as it is written, damaged or not. */
  ids(status?: string): string[] {
    const { table, order } = this.#options;
    const where = status === undefined ? "" : "WHERE status = ?";
    const sql = `SELECT id FROM ${table} ${where} ORDER BY ${order}`;
    return this.#database.all(sql, ...(status === undefined ? [] : [status]))
      .map(({ id }) => id as string);
  }

  /** One row, or `null`. */
  get(id: string): Row | null {
    return this.#parsed.get(id) ?? this.#read(id);
  }

  /** Whether a row that was read is damaged. */
  isDamaged(id: string): boolean {
    return this.#damaged.has(id);
  }

  /**
   * A row is being written.
   *
   * @throws {DamagedRowError} when what is there cannot be read: it stays as it is
   */
  willWrite(id: string): void {
    const error = this.#damaged.get(id);
    if (error) throw error;
    this.#parsed.delete(id);
    this.#checker.trust(id);
  }

  /** A row was deleted, or made up for. */
  forget(id: string): void {
    this.#parsed.delete(id);
    this.#damaged.delete(id);
    this.#checker.forget(id);
  }

  /** Any row may have been written or deleted. */
  forgetAll(): void {
    this.#parsed.clear();
  }

  #read(id: string): Row | null {
    const row = this.#database.get(`SELECT * FROM ${this.#options.table} WHERE id = ?`, id);
    if (!row) return null;
    try {
      return this.#parsed.keep(id, this.#options.toRow(row, this.#checker), lengthOf(row));
    } catch (error) {
      if (!(error instanceof DamagedRowError)) throw error;
      if (!this.#damaged.has(id)) console.error(error.message);
      this.#damaged.set(id, error);
      return this.#options.toDamaged(row, error);
    }
  }
}

function lengthOf(row: SqlRow): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? value.length : 0),
    0,
  );
}
