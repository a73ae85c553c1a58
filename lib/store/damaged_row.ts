/**
 * The check of what the catalogue holds, when it is read.
 *
 * @module
 */
import type { z } from "zod";

/** The tables whose rows are checked. */
export type CheckedTable =
  | "datasets"
  | "runs"
  | "models"
  | "batches"
  | "detections"
  | "documents"
  | "alerts"
  | "sensors";

/** A row of the catalogue does not hold what it should; the message says where, and what to do. */
export class DamagedRowError extends Error {
  override name = "DamagedRowError";

  /**
   * @param table of the row
   * @param id of the row
   * @param field column, and path in the JSON of it
   * @param reason what is wrong with it
   */
  constructor(readonly table: string, readonly id: string, readonly field: string, reason: string) {
    super(
      `The catalogue entry ${id} (table ${table}) is damaged at ${field}: ${reason}. ` +
        "Restore it from a backup, or delete it.",
    );
  }
}

/**
 * Reads JSON of the rows of a table. Each row is checked when it is read for the first time; after
 * that, only this process changes it.
 */
export class RowChecker {
  readonly #table: CheckedTable;
  readonly #sound = new Set<string>();

  constructor(table: CheckedTable) {
    this.#table = table;
  }

  /** Takes a row as sound: it was found so, or this process has written it. */
  trust(id: string): void {
    this.#sound.add(id);
  }

  /** Forgets a row that was deleted. */
  forget(id: string): void {
    this.#sound.delete(id);
  }

  /**
   * Reads a column with JSON. Fields that the schema does not know are kept.
   *
   * @throws {DamagedRowError} when it is no JSON, or not what the schema says
   */
  parse<Value>(id: string, column: string, text: unknown, schema: z.ZodType<Value>): Value {
    let value: unknown;
    try {
      value = JSON.parse(text as string);
    } catch (error) {
      throw new DamagedRowError(this.#table, id, column, (error as Error).message);
    }
    this.check(id, column, value, schema);
    return value as Value;
  }

  /**
   * Checks a value of a row.
   *
   * @throws {DamagedRowError} when it is not what the schema says
   */
  check(id: string, column: string, value: unknown, schema: z.ZodType): void {
    if (this.#sound.has(id)) return;
    const found = schema.safeParse(value);
    if (found.success) return;
    const [{ path, message }] = found.error.issues;
    throw new DamagedRowError(this.#table, id, [column, ...path.map(String)].join("."), message);
  }
}
