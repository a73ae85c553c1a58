/**
 * Scores a stream of records: bytes in, lines of verdicts out.
 *
 * @module
 */
import type { Matrix } from "../../learning/matrix.ts";
import type { Frame } from "../../learning/features/frame.ts";
import { sampleBatch } from "../batch_sample.ts";
import type { LoadedModel } from "../../models/bundle.ts";
import type { FeatureContribution, InputRecord } from "../../learning/features/input.ts";
import { createPacer } from "../../base/pacer.ts";
import { type Severity, severityOf } from "../../learning/severity/severity.ts";
import { filled } from "../../base/typed_arrays.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { type CsvStart, startCsv } from "./readers/csv_reader.ts";
import { HeaderError } from "./readers/header_error.ts";
import { JsonReader } from "./readers/json_reader.ts";
import { type Line, LineCutter } from "./readers/line_cutter.ts";
import type { LineReader } from "./readers/line_reader.ts";
import { RecordColumn } from "./readers/record_columns.ts";
import { RowBuffers } from "./row_buffers.ts";
import type { ScoredBatch, ScoredLines, StreamOptions } from "./types.ts";
import { StreamWarnings } from "./stream_warnings.ts";
import { errorLine, verdictLine } from "./verdict_lines.ts";

/** Records that are scored at a time: enough to keep the kernels busy, a few milliseconds of work. */
const BATCH_ROWS = 2048;
const OPEN_BRACE = 0x7b;

/** A line that cannot be scored. */
interface BadLine {
  line: number;
  /** Records of the batch that stand before it. */
  before: number;
  error: string;
}

/**
 * Scores the records of one stream, in order and in constant memory. All records are one sequence
 * for detectors that look at the rows before a row.
 */
export class RecordScorer implements Disposable {
  readonly #buffers: RowBuffers;
  readonly #model: LoadedModel;
  readonly #options: StreamOptions;
  readonly #cutter: LineCutter;
  readonly #columns: RecordColumn[];
  readonly #frame: Frame;
  readonly #cols: number;
  readonly #context: number;
  /** The rows before, as far as the detector looks back, and then those of the batch. */
  readonly #data: Float32Array;
  /** How many rows stand before the batch. */
  #carried = 0;
  #reader: LineReader | null = null;
  /** Whether lines were met that stand above the table, and no header yet. */
  #isAboveTable = false;
  /** Where each record of the batch stands, and its line. */
  readonly #from = new Uint32Array(BATCH_ROWS);
  readonly #to = new Uint32Array(BATCH_ROWS);
  readonly #line = new Float64Array(BATCH_ROWS);
  #rows = 0;
  #bad: BadLine[] = [];
  readonly #warnings: StreamWarnings;

  /** @param buffers where its rows come from, and go when it is disposed */
  constructor(model: LoadedModel, options: StreamOptions, buffers = new RowBuffers()) {
    const { pipeline, detector } = model;
    const inputs = pipeline.inputColumns(BATCH_ROWS);
    this.#buffers = buffers;
    this.#model = model;
    this.#options = options;
    this.#cutter = new LineCutter(options.maxLineBytes);
    const kind = pipeline.kindColumn(BATCH_ROWS);
    this.#columns = [...inputs, ...kind ? [kind] : []].map((input) => new RecordColumn(input));
    this.#frame = { rows: 0, columns: inputs.map(({ column }) => column) };
    this.#cols = pipeline.names.length;
    this.#context = detector.context ?? 0;
    this.#warnings = new StreamWarnings(pipeline);
    this.#data = buffers.take((this.#context + BATCH_ROWS) * this.#cols);
  }

  /** Gives its rows back; nothing may be scored any more. */
  [Symbol.dispose](): void {
    this.#buffers.giveBack(this.#data);
  }

  /**
   * Scores the lines that some bytes complete.
   *
   * @param isLast whether the stream ends with them
   * @param isWatched whether batches are wanted for the feed
   * @param signal ends the work early
   * @throws {HeaderError} when the first line of a CSV does not fit the model
   */
  async *score(
    bytes: Uint8Array,
    isLast: boolean,
    isWatched: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<ScoredLines, void> {
    let block = bytes;
    for (const line of this.#cutter.cut(bytes, isLast)) {
      block = line.bytes;
      this.#take(line);
      if (this.#rows === BATCH_ROWS || this.#bad.length === BATCH_ROWS) {
        yield await this.#finish(block, isWatched, signal);
      }
    }
    if (isLast && this.#isAboveTable) {
      throw new HeaderError("The records end before a line names the columns.");
    }
    if (this.#rows + this.#bad.length > 0) yield await this.#finish(block, isWatched, signal);
  }

  /** Whether the line that names the columns has not come yet, so that it may still turn out wrong. */
  get isPending(): boolean {
    return this.#reader === null || this.#reader.isPending === true;
  }

  /** Features that the header has under other names. */
  get mapped(): readonly MappedColumn[] {
    return this.#reader?.mapped ?? [];
  }

  #take(line: Line): void {
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
    const fault = reader.read(bytes, from, to, this.#rows);
    if (fault !== null) return this.#refuse(number, fault);
    this.#from[this.#rows] = from;
    this.#to[this.#rows] = to;
    this.#line[this.#rows++] = number;
  }

  #start({ bytes, from, to }: Line): CsvStart {
    let first = from;
    while (bytes[first] <= 0x20) first++;
    const format = this.#options.format ?? (bytes[first] === OPEN_BRACE ? "ndjson" : "csv");
    if (format === "csv") return startCsv(bytes, from, to, this.#columns);
    return { reader: new JsonReader(this.#columns), isHeader: false };
  }

  #refuse(line: number, error: string): void {
    this.#bad.push({ line, before: this.#rows, error });
  }

  /** Scores the batch and makes room for the next. */
  async #finish(block: Uint8Array, isWatched: boolean, signal: AbortSignal): Promise<ScoredLines> {
    const { rows, bad } = { rows: this.#rows, bad: this.#bad };
    this.#rows = 0;
    this.#bad = [];
    const matrix = this.#matrix(rows);
    const verdicts = new Uint8Array(matrix.rows);
    const all = rows > 0
      ? await this.#model.detector.score(matrix, { verdicts, signal })
      : new Float32Array();
    const scores = all.subarray(this.#carried);
    const news = this.#warnings.add(this.#frame, scores, this.#threshold());
    const severities = this.#severities(scores);
    const explained = await this.#explain(block, scores, signal);
    const lines = this.#write(
      scores,
      severities,
      verdicts.subarray(this.#carried),
      bad,
      explained,
      news,
    );
    const text = encoder.encode(lines);
    const batch = isWatched && rows > 0 ? this.#batch(block, scores, severities, bad.length) : null;
    this.#carry(rows);
    return { text, batch };
  }

  #matrix(rows: number): Matrix {
    const { pipeline } = this.#model;
    const cols = this.#cols;
    const from = this.#carried * cols;
    const data = this.#data.subarray(0, from + rows * cols);
    this.#frame.rows = rows;
    pipeline.transform(this.#frame, null, data.subarray(from).fill(0));
    return { data, rows: this.#carried + rows, cols, names: pipeline.names };
  }

  /** Keeps the last rows for the next batch, as many as the detector looks back. */
  #carry(rows: number): void {
    const total = this.#carried + rows;
    const kept = Math.min(this.#context, total);
    this.#data.copyWithin(0, (total - kept) * this.#cols, total * this.#cols);
    this.#carried = kept;
  }

  #severities(scores: Float32Array): Severity[] | null {
    const { normals } = this.#model;
    return normals && Array.from(scores, (score) => severityOf(normals, score));
  }

  #threshold(): number {
    return this.#model.bundle.result.threshold.value;
  }

  /** The contributions of those records that are to be explained. */
  async #explain(
    block: Uint8Array,
    scores: Float32Array,
    signal: AbortSignal,
  ): Promise<Map<number, FeatureContribution[]>> {
    const { explain, top } = this.#options;
    const explained = new Map<number, FeatureContribution[]>();
    if (explain === "none") return explained;
    const { pipeline, detector } = this.#model;
    const pace = createPacer(signal);
    for (let row = 0; row < scores.length; row++) {
      if (explain === "anomalies" && !(scores[row] > this.#threshold())) continue;
      await pace();
      const end = this.#carried + row + 1;
      const first = Math.max(0, end - 1 - this.#context);
      const window = this.#data.slice(first * this.#cols, end * this.#cols);
      const record = this.#recordAt(block, row) as InputRecord;
      explained.set(row, pipeline.fold(await detector.explain(window), record).slice(0, top));
    }
    return explained;
  }

  #recordAt(block: Uint8Array, row: number): object {
    return this.#reader!.recordOf(block, this.#from[row], this.#to[row]);
  }

  #write(
    scores: Float32Array,
    severities: Severity[] | null,
    verdicts: Uint8Array,
    bad: BadLine[],
    explained: Map<number, FeatureContribution[]>,
    news: Map<number, readonly string[]>,
  ): string {
    const threshold = this.#threshold();
    const { members } = this.#model.detector;
    const gaps = this.#gaps();
    let text = "";
    let next = 0;
    for (let row = 0; row <= scores.length; row++) {
      for (; next < bad.length && bad[next].before === row; next++) {
        text += errorLine(bad[next].line, bad[next].error);
      }
      if (row === scores.length) break;
      text += verdictLine({
        line: this.#line[row],
        score: scores[row],
        threshold,
        severity: severities && severities[row],
        members: members && { bits: verdicts[row], count: members.length },
        filled: gaps.filter(({ isFilled }) => isFilled(row)).map(({ feature }) => feature),
        contributions: explained.get(row),
        warnings: news.get(row),
      });
    }
    return text;
  }

  /** The features that may lack values in the batch. */
  #gaps() {
    const gaps = this.#model.pipeline.filledRows(this.#frame)
      .filter((_, index) => this.#columns[index].mayHaveGaps);
    for (const column of this.#columns) column.mayHaveGaps = false;
    return gaps;
  }

  #batch(
    block: Uint8Array,
    scores: Float32Array,
    severities: Severity[] | null,
    rejected: number,
  ): ScoredBatch {
    const threshold = this.#threshold();
    const own = Float32Array.from(scores);
    const anomalies = filled(new Uint8Array(own.length), (row) => own[row] > threshold ? 1 : 0);
    return {
      threshold,
      scores: own,
      anomalies,
      severities: filled(
        new Float32Array(own.length),
        (row) => severities?.[row].value ?? NaN,
      ),
      rejected,
      warnings: this.#warnings.told,
      ...sampleBatch(own, anomalies, (row) => this.#recordAt(block, row)),
    };
  }
}

const encoder = new TextEncoder();
