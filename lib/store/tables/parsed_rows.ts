/** Length of the texts of which the parsed rows are kept, in UTF-16 units. */
const KEPT_LENGTH = 16 * 2 ** 20;

/**
 * Parsed rows of one table, kept so that a list does not parse each of its documents again. The rows
 * used longest ago leave once the texts that they were parsed from exceed a length. Rows are frozen:
 * everybody gets the same objects.
 */
export class ParsedRows<Row extends object> {
  readonly #limit: number;
  readonly #rows = new Map<string, { row: Row; length: number }>();
  #length = 0;

  /** @param limit length of all texts together, in UTF-16 units */
  constructor(limit = KEPT_LENGTH) {
    this.#limit = limit;
  }

  /** A row, if it is kept; it counts as used now. */
  get(id: string): Row | undefined {
    const kept = this.#rows.get(id);
    if (!kept) return undefined;
    this.#rows.delete(id);
    this.#rows.set(id, kept);
    return kept.row;
  }

  /**
   * Keeps a row that was parsed.
   *
   * @param length of the text that it was parsed from
   * @returns the row, frozen
   */
  keep(id: string, row: Row, length: number): Row {
    this.delete(id);
    this.#rows.set(id, { row: deepFreeze(row), length });
    this.#length += length;
    for (const [oldest] of this.#rows) {
      if (this.#length <= this.#limit) break;
      this.delete(oldest);
    }
    return row;
  }

  /** Forgets a row: it was written or deleted. */
  delete(id: string): void {
    this.#length -= this.#rows.get(id)?.length ?? 0;
    this.#rows.delete(id);
  }

  /** Forgets all rows. */
  clear(): void {
    this.#rows.clear();
    this.#length = 0;
  }
}

function deepFreeze<Value extends object>(value: Value): Value {
  for (const each of Object.values(value)) {
    if (typeof each === "object" && each !== null) deepFreeze(each);
  }
  return Object.freeze(value);
}
