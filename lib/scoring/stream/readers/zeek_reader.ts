import type { MappedColumn } from "../../../values/columns.ts";
import { ZeekHeader } from "../../../values/zeek.ts";
import { HeaderError, mapHeader } from "./header_error.ts";
import { decodeLine, type LineReader, NOT_UTF8 } from "./line_reader.ts";
import { putRecord, type RecordColumn } from "./record_columns.ts";

const HASH = 0x23;

/**
 * Reads records of a Zeek text log. Its header may be repeated, as in logs that were
 * joined, with the same columns or others.
 */
export class ZeekReader implements LineReader {
  mapped: readonly MappedColumn[] = [];
  readonly #columns: readonly RecordColumn[];
  readonly #header = new ZeekHeader();
  #fields: string[] = [];
  /** The fields, those of features by the names of the features. */
  #names: string[] = [];
  /** What training says about the kind of the log, where it had one. */
  readonly #kind: RecordColumn | undefined;
  #otherKind: string | null = null;

  constructor(columns: readonly RecordColumn[]) {
    this.#columns = columns;
    this.#kind = columns.find(({ name, isKind }) => isKind && name === "_path");
  }

  get isPending(): boolean {
    return this.#fields.length === 0;
  }

  passesOver(bytes: Uint8Array, from: number, to: number): boolean {
    if (bytes[from] !== HASH) return false;
    this.#header.direct(decodeLine(bytes, from, to) ?? "#");
    const { fields } = this.#header;
    if (fields === this.#fields || fields.length === 0) return true;
    const isFirst = this.#fields.length === 0;
    this.#fields = fields;
    this.#names = [];
    const other = this.#kind?.put(0, this.#header.path) ?? null;
    this.#otherKind = other && `_path: ${other}`;
    if (this.#otherKind !== null && isFirst) throw new HeaderError(this.#otherKind);
    try {
      const header = mapHeader(fields, this.#columns);
      this.#names = header.names;
      this.mapped = header.mapped;
    } catch (error) {
      if (isFirst) throw error;
    }
    return true;
  }

  read(bytes: Uint8Array, from: number, to: number, row: number): string | null {
    const line = decodeLine(bytes, from, to);
    if (line === null) return NOT_UTF8;
    if (this.#otherKind !== null) return this.#otherKind;
    if (this.#names.length === 0) {
      return "The #fields header above this record is missing or lacks features of the model.";
    }
    const values = this.#header.values(line);
    if (values.length !== this.#names.length) {
      return `Expected ${this.#names.length} fields, found ${values.length}.`;
    }
    return putRecord(this.#columns, row, this.#named(values));
  }

  recordOf(bytes: Uint8Array, from: number, to: number): Record<string, string> {
    return this.#named(this.#header.values(decodeLine(bytes, from, to)!));
  }

  #named(values: string[]): Record<string, string> {
    return Object.fromEntries(this.#names.map((name, index) => [name, values[index]]));
  }
}
