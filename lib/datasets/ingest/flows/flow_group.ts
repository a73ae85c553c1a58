import { ByteWriter } from "hyparquet-writer";
import type { FlowColumn } from "../../../capture/columns/flow_column.ts";
import { ColumnEncoder } from "../parquet/column_pages.ts";
import type { RowGroupBytes } from "../parquet/parquet_file.ts";
import type { WordColumn } from "../parquet/word_column.ts";

/** Rows of a row group: with a hundred columns, 26 MB are held back. */
export const GROUP_ROWS = 2 ** 15;

/** Flow records with all their columns on their way into a row group. */
export class FlowGroup<Flow> {
  readonly #columns: readonly FlowColumn<Flow>[];
  readonly #encoder = new ColumnEncoder(GROUP_ROWS);
  /** The records that are held back, by column. */
  readonly #values: (Float64Array | WordColumn)[];
  #rows = 0;

  constructor(columns: readonly FlowColumn<Flow>[]) {
    this.#columns = columns;
    this.#values = columns.map(({ type }) =>
      type === "numeric" ? new Float64Array(GROUP_ROWS) : this.#encoder.wordColumn()
    );
  }

  /** Records that are held back. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Adds a record.
   *
   * @returns the row group, when it is full with that
   */
  add(flow: Flow): RowGroupBytes | null {
    const row = this.#rows;
    for (let i = 0; i < this.#columns.length; i++) {
      const values = this.#values[i];
      const value = this.#columns[i].of(flow);
      if (values instanceof Float64Array) values[row] = value as number;
      else values.add(value as string);
    }
    return ++this.#rows === GROUP_ROWS ? this.take() : null;
  }

  /** The row group of what is held back; `null` where that is nothing. */
  take(): RowGroupBytes | null {
    const rows = this.#rows;
    if (rows === 0) return null;
    const writer = new ByteWriter();
    const columns = this.#columns.map(({ name }, i) => {
      const values = this.#values[i];
      if (values instanceof Float64Array) {
        return this.#encoder.appendNumbers(writer, name, values.subarray(0, rows));
      }
      const appended = this.#encoder.appendWords(writer, name, values);
      values.clear();
      return appended;
    });
    this.#rows = 0;
    return { rows, bytes: writer.getBytes(), columns };
  }
}
