import { storageFaultOf } from "../../base/storage_fault.ts";

/** How often a write that failed is tried again. */
const RETRY_MS = 1000;

/**
 * Rows that must reach a database whatever the disk does now: how a job ended is known even while it
 * cannot be written. What cannot be written is kept here and tried again until it can.
 */
export class PendingRows<Row extends { id: string }> implements Disposable {
  readonly #write: (row: Row, alongside: () => void) => void;
  readonly #retryMs: number;
  readonly #rows = new Map<string, { row: Row; alongside: () => void }>();
  #timer: ReturnType<typeof setInterval> | null = null;

  /**
   * @param write writes a row and what belongs to it, all or nothing, and throws where that fails
   * @param retryMs how long to wait before another try
   */
  constructor(write: (row: Row, alongside: () => void) => void, retryMs = RETRY_MS) {
    this.#write = write;
    this.#retryMs = retryMs;
  }

  /**
   * Writes a row now, or as soon as that is possible. Never throws.
   *
   * @param alongside writes what belongs to it; may be called several times
   */
  keep(row: Row, alongside: () => void = () => {}): void {
    const earlier = this.#rows.get(row.id)?.alongside;
    const all = earlier
      ? () => {
        earlier();
        alongside();
      }
      : alongside;
    try {
      this.#write(row, all);
      this.delete(row.id);
    } catch (error) {
      console.error(
        `${row.id} could not be written; it is tried again every ${this.#retryMs} ms:`,
        storageFaultOf(error)?.message ?? error,
      );
      this.#rows.set(row.id, { row, alongside: all });
      this.#timer ??= setInterval(() => this.flush(), this.#retryMs);
    }
  }

  /** The newest state of a row that is not written yet. */
  get(id: string): Row | undefined {
    return this.#rows.get(id)?.row;
  }

  /** All rows that are not written yet. */
  values(): IteratorObject<Row> {
    return this.#rows.values().map(({ row }) => row);
  }

  /** Forgets a row: it was written another way, or deleted. */
  delete(id: string): void {
    this.#rows.delete(id);
    if (this.#rows.size === 0) this[Symbol.dispose]();
  }

  /** Tries to write all of them. */
  flush(): void {
    for (const { row, alongside } of [...this.#rows.values()]) {
      try {
        this.#write(row, alongside);
      } catch {
        return; // the others would fail too; it was told when the row came
      }
      this.delete(row.id);
    }
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
