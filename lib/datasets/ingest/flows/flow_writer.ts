import { ByteWriter } from "hyparquet-writer";
import type { FlowColumn } from "../../../capture/columns/flow_column.ts";
import { ColumnEncoder } from "../column_pages.ts";
import { ParquetFile } from "../parquet_file.ts";
import type { WordColumn } from "../word_column.ts";

/** Rows of a row group: with a hundred columns, 26 MB are held back. */
const GROUP_ROWS = 2 ** 15;

/** Writes flow records with all their columns into a Parquet file. Close it with `using`. */
export class FlowWriter<Flow> implements Disposable {
  readonly #columns: readonly FlowColumn<Flow>[];
  readonly #file: ParquetFile;
  readonly #encoder = new ColumnEncoder(GROUP_ROWS);
  /** The rows that are held back, by column. */
  readonly #values: (Float64Array | WordColumn)[];
  #rows = 0;

  /** @param path the file; one that is there is replaced */
  constructor(path: string, columns: readonly FlowColumn<Flow>[]) {
    this.#columns = columns;
    this.#values = columns.map(({ type }) =>
      type === "numeric" ? new Float64Array(GROUP_ROWS) : this.#encoder.wordColumn()
    );
    this.#file = new ParquetFile(path, columns);
  }

  /** Records written so far, those that are held back among them. */
  get rows(): number {
    return this.#file.rows + this.#rows;
  }

  /**
   * Adds a record.
   *
   * @throws {DatasetError} when the disk is full
   */
  add(flow: Flow): void {
    const row = this.#rows;
    for (let i = 0; i < this.#columns.length; i++) {
      const values = this.#values[i];
      const value = this.#columns[i].of(flow);
      if (values instanceof Float64Array) values[row] = value as number;
      else values.add(value as string);
    }
    if (++this.#rows === GROUP_ROWS) this.#writeGroup();
  }

  /** Writes what is held back and what ends the file. */
  async finish(): Promise<void> {
    if (this.#rows > 0) this.#writeGroup();
    await this.#file.finish();
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }

  #writeGroup(): void {
    const writer = new ByteWriter();
    const rows = this.#rows;
    const columns = this.#columns.map(({ name }, i) => {
      const values = this.#values[i];
      if (values instanceof Float64Array) {
        return this.#encoder.appendNumbers(writer, name, values.subarray(0, rows));
      }
      const appended = this.#encoder.appendWords(writer, name, values);
      values.clear();
      return appended;
    });
    this.#file.append({ rows, bytes: writer.getBytes(), columns });
    this.#rows = 0;
  }
}
