import type { StatementSync } from "node:sqlite";
import { ParsedRows } from "./parsed_rows.ts";
import type { SqlRow } from "./rows.ts";

/** How the rows of a table are found and read. */
export interface StoredTableOptions<Row> {
  table: string;
  /** Terms of ORDER BY for lists. */
  order: string;
  toRow: (row: SqlRow) => Row;
}

/**
 * A table of the catalogue as its readers see it. Rows are parsed once and then kept, since pages list
 * them again and again and the document of a single run may have 100 kB; whoever writes a row says so
 * with {@linkcode StoredTable.forget}.
 */
export class StoredTable<Row extends object> {
  readonly #options: StoredTableOptions<Row>;
  readonly #prepare: (sql: string) => StatementSync;
  readonly #parsed = new ParsedRows<Row>();

  /** @param prepare gives a statement for a text of SQL */
  constructor(prepare: (sql: string) => StatementSync, options: StoredTableOptions<Row>) {
    this.#prepare = prepare;
    this.#options = options;
  }

  /**
   * All rows in their order.
   *
   * @param status only those of this status
   */
  list(status?: string): Row[] {
    const { table, order } = this.#options;
    const where = status === undefined ? "" : "WHERE status = ?";
    return this.#prepare(`SELECT id FROM ${table} ${where} ORDER BY ${order}`)
      .all(...(status === undefined ? [] : [status]))
      .map(({ id }) => this.get(id as string)!);
  }

  /** One row, or `null`. */
  get(id: string): Row | null {
    return this.#parsed.get(id) ?? this.#read(id);
  }

  /** A row was written or deleted. */
  forget(id: string): void {
    this.#parsed.delete(id);
  }

  /** Any row may have been written or deleted. */
  forgetAll(): void {
    this.#parsed.clear();
  }

  #read(id: string): Row | null {
    const row = this.#prepare(`SELECT * FROM ${this.#options.table} WHERE id = ?`).get(id);
    return row ? this.#parsed.keep(id, this.#options.toRow(row), lengthOf(row)) : null;
  }
}

function lengthOf(row: SqlRow): number {
  return Object.values(row).reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? value.length : 0),
    0,
  );
}
