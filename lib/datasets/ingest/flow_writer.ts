import { ByteWriter } from "hyparquet-writer";
import { FLOW_COLUMNS, type FlowRecord } from "../../capture/columns/mod.ts";
import { ColumnEncoder } from "./column_pages.ts";
import { ParquetFile } from "./parquet_file.ts";

/** Rows of a row group: with a hundred columns, 26 MB are held back. */
const GROUP_ROWS = 2 ** 15;

/** Writes flow records with all their columns into a Parquet file. Close it with `using`. */
export class FlowWriter implements Disposable {
  readonly #file: ParquetFile;
  readonly #encoder = new ColumnEncoder(GROUP_ROWS);
  /** The rows that are held back, by column. */
  readonly #values = FLOW_COLUMNS.map(({ type }) =>
    type === "numeric" ? new Float64Array(GROUP_ROWS) : new Array<string>(GROUP_ROWS)
  );
  #rows = 0;

  /** @param path the file; one that is there is replaced */
  constructor(path: string) {
    this.#file = new ParquetFile(path, FLOW_COLUMNS);
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
  add(flow: FlowRecord): void {
    const row = this.#rows;
    for (let i = 0; i < FLOW_COLUMNS.length; i++) {
      this.#values[i][row] = FLOW_COLUMNS[i].of(flow);
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
    const columns = FLOW_COLUMNS.map(({ name }, i) => {
      const values = this.#values[i];
      return values instanceof Float64Array
        ? this.#encoder.appendNumbers(writer, name, values.subarray(0, rows))
        : this.#encoder.appendWords(writer, name, values.slice(0, rows));
    });
    this.#file.append({ rows, bytes: writer.getBytes(), columns });
    this.#rows = 0;
  }
}
