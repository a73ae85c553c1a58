import type { RecordContext } from "../../learning/context/record_context.ts";
import { type FlatRecord, flattenRecord } from "../../values/flatten.ts";
import type { RecordColumn } from "./readers/record_columns.ts";

/** Writes the context of the records of a stream into the columns of their features. */
export class ContextColumns {
  readonly #context: RecordContext;
  /** In the order of the context; `undefined` where the model has no such column. */
  readonly #columns: (RecordColumn | undefined)[];

  /** @param columns of all features */
  constructor(context: RecordContext, columns: readonly RecordColumn[]) {
    this.#context = context;
    this.#columns = context.names.map((name) => columns.find((column) => column.name === name));
  }

  /**
   * Takes the next record.
   *
   * @param record as it was written; values of the context that it brings are in the columns already
   */
  put(row: number, record: object): void {
    const flat: FlatRecord = flattenRecord(record);
    const values = this.#context.next(flat);
    if (this.#context.isGiven(flat)) return;
    this.#columns.forEach((column, i) =>
      column?.put(row, Number.isNaN(values[i]) ? null : values[i])
    );
  }
}
