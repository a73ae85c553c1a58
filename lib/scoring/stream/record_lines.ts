/**
 * The lines of a stream as records of a block.
 *
 * @module
 */
import type { Frame } from "../../learning/features/frame.ts";
import { RecordContext } from "../../learning/context/record_context.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { type CsvStart, startCsv } from "./readers/csv_reader.ts";
import { JsonReader } from "./readers/json_reader.ts";
import type { Line } from "./readers/line_cutter.ts";
import type { LineReader } from "./readers/line_reader.ts";
import { RecordColumn } from "./readers/record_columns.ts";
import { ContextColumns } from "./context_columns.ts";
import type { BadLine, StreamOptions } from "./types.ts";

const OPEN_BRACE = 0x7b;
const NONE: readonly string[] = [];

/** Reads lines into columns, a block after the other; nothing is made for a line that is a record. */
export class RecordLines {
  /** The records of the block; its columns have room for more. */
  readonly frame: Frame;
  readonly #pipeline: FeaturePipeline;
  readonly #options: StreamOptions;
  readonly #columns: RecordColumn[];
  /** Where each record of the block is, and its line. */
  readonly #from: Uint32Array;
  readonly #to: Uint32Array;
  readonly #line: Float64Array;
  readonly #context: ContextColumns | null;
  #reader: LineReader | null = null;
  #isAboveTable = false;
  #bad: BadLine[] = [];

  /** @param blockRows records that a block has at most */
  constructor(pipeline: FeaturePipeline, options: StreamOptions, blockRows: number) {
    const inputs = pipeline.inputColumns(blockRows);
    const kind = pipeline.kindColumn(blockRows);
    this.frame = { rows: 0, columns: inputs.map(({ column }) => column) };
    this.#pipeline = pipeline;
    this.#options = options;
    this.#columns = [...inputs, ...kind ? [kind] : []].map((input) => new RecordColumn(input));
    this.#context = pipeline.context
      ? new ContextColumns(new RecordContext(pipeline.context), this.#columns)
      : null;
    this.#from = new Uint32Array(blockRows);
    this.#to = new Uint32Array(blockRows);
    this.#line = new Float64Array(blockRows);
  }

  /** Lines of the block that cannot be scored. */
  get bad(): readonly BadLine[] {
    return this.#bad;
  }

  /** Whether lines above the table were met, and no header yet. */
  get isAboveTable(): boolean {
    return this.#isAboveTable;
  }

  /** Whether the line that names the columns has not come yet, so that it may still turn out wrong. */
  get isPending(): boolean {
    return this.#reader === null || this.#reader.isPending === true;
  }

  /** Features that the header has under other names. */
  get mapped(): readonly MappedColumn[] {
    return this.#reader?.mapped ?? [];
  }

  /**
   * Takes a line: a record, or one that cannot be scored or has none.
   *
   * @throws {HeaderError} when the first line of a CSV does not fit the model
   */
  take(line: Line): void {
    const { bytes, from, to, number, isTooLong } = line;
    if (isTooLong) {
      const { maxLineBytes } = this.#options;
      return this.#refuse(number, `The line is longer than ${maxLineBytes} bytes.`);
    }
    let reader = this.#reader;
    if (reader === null) {
      const started = this.#start(line);
      this.#reader = reader = started.reader;
      this.#isAboveTable = reader === null;
      if (reader === null || started.isHeader) return;
    } else if (reader.passesOver?.(bytes, from, to)) return;
    const fault = reader.read(bytes, from, to, this.frame.rows);
    if (fault !== null) return this.#refuse(number, fault);
    const row = this.frame.rows++;
    this.#context?.put(row, reader.recordOf(bytes, from, to));
    this.#from[row] = from;
    this.#to[row] = to;
    this.#line[row] = number;
  }

  /** The number of the line that a record of the block is. */
  lineOf(row: number): number {
    return this.#line[row];
  }

  /**
   * A record of the block, as it was written.
   *
   * @param bytes that the latest line was taken from
   */
  recordOf(bytes: Uint8Array, row: number): object {
    return this.#reader!.recordOf(bytes, this.#from[row], this.#to[row]);
  }

  /** Tells for each record of the block the features for whose values a substitute is used. */
  filled(): (row: number) => readonly string[] {
    const gaps = this.#pipeline.filledRows(this.frame)
      .filter((_, index) => this.#columns[index].mayHaveGaps);
    if (gaps.length === 0) return () => NONE;
    return (row) => gaps.filter(({ isFilled }) => isFilled(row)).map(({ feature }) => feature);
  }

  /** Begins the next block. */
  clear(): void {
    this.frame.rows = 0;
    this.#bad = [];
    for (const column of this.#columns) column.mayHaveGaps = false;
  }

  #start({ bytes, from, to }: Line): CsvStart {
    let first = from;
    while (bytes[first] <= 0x20) first++;
    const format = this.#options.format ?? (bytes[first] === OPEN_BRACE ? "ndjson" : "csv");
    if (format === "csv") return startCsv(bytes, from, to, this.#columns);
    return { reader: new JsonReader(this.#columns), isHeader: false };
  }

  #refuse(line: number, error: string): void {
    this.#bad.push({ line, before: this.frame.rows, error });
  }
}
