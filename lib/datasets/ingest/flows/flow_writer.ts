import type { FlowColumn } from "../../../capture/columns/flow_column.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { FlowGroup } from "./flow_group.ts";

/** Writes flow records with all their columns into a Parquet file. Close it with `using`. */
export class FlowWriter<Flow> implements Disposable {
  readonly #file: ParquetFile;
  readonly #group: FlowGroup<Flow>;

  /** @param path the file; one that is there is replaced */
  constructor(path: string, columns: readonly FlowColumn<Flow>[]) {
    this.#group = new FlowGroup(columns);
    this.#file = new ParquetFile(path, columns);
  }

  /**
   * Adds a record.
   *
   * @throws {DatasetError} when the disk is full
   */
  add(flow: Flow): void {
    const group = this.#group.add(flow);
    if (group !== null) this.#file.append(group);
  }

  /** Writes what is held back and what ends the file. */
  async finish(): Promise<void> {
    const rest = this.#group.take();
    if (rest !== null) this.#file.append(rest);
    await this.#file.finish();
  }

  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}
