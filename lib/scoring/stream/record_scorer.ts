/**
 * Scores a stream of records: bytes in, lines of verdicts out.
 *
 * @module
 */
import { createPacer } from "../../base/pacer.ts";
import type { FeatureContribution, InputRecord } from "../../learning/features/input.ts";
import type { Judge } from "../../learning/thresholds/judge.ts";
import type { LoadedModel } from "../../models/bundle.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { explainRow, type RowBlock } from "../core/block_scores.ts";
import { CarriedRows } from "../core/carried_rows.ts";
import { sequenceJudge } from "../core/judges.ts";
import { type BlockVerdicts, scoreBlock } from "../core/score_block.ts";
import { scoredBatch } from "../scored_batch.ts";
import { HeaderError } from "./readers/header_error.ts";
import { LineCutter } from "./readers/line_cutter.ts";
import { RecordLines } from "./record_lines.ts";
import { RowBuffers } from "./row_buffers.ts";
import { StreamWarnings } from "./stream_warnings.ts";
import type { ScoredLines, StreamOptions } from "./types.ts";
import { verdictLines } from "./verdict_lines.ts";

/** Records that are scored at a time: enough to keep the kernels busy, a few milliseconds of work. */
const BLOCK_ROWS = 2048;

const NO_TEXT = new Uint8Array();

/**
 * Scores the records of one stream, in order and in constant memory. All records are one sequence
 * for detectors that look at the rows before a row and for thresholds that move.
 */
export class RecordScorer implements Disposable {
  readonly #model: LoadedModel;
  readonly #options: StreamOptions;
  readonly #buffers: RowBuffers;
  readonly #data: Float32Array;
  readonly #cutter: LineCutter;
  readonly #lines: RecordLines;
  readonly #rows: CarriedRows;
  readonly #judge: Judge;
  readonly #warnings: StreamWarnings;

  /** @param buffers where its rows come from, and go when it is disposed */
  constructor(model: LoadedModel, options: StreamOptions, buffers = new RowBuffers()) {
    const { pipeline, detector: { context = 0 } } = model;
    this.#model = model;
    this.#options = options;
    this.#buffers = buffers;
    this.#data = buffers.take((context + BLOCK_ROWS) * pipeline.names.length);
    this.#cutter = new LineCutter(options.maxLineBytes);
    this.#lines = new RecordLines(pipeline, options, BLOCK_ROWS);
    this.#rows = new CarriedRows(pipeline.names, context, this.#data);
    this.#judge = sequenceJudge(model);
    this.#warnings = new StreamWarnings(pipeline);
  }

  /** Gives its rows back; nothing may be scored any more. */
  [Symbol.dispose](): void {
    this.#buffers.giveBack(this.#data);
  }

  /** Whether the line that names the columns has not come yet, so that it may still turn out wrong. */
  get isPending(): boolean {
    return this.#lines.isPending;
  }

  /** Features that the header has under other names. */
  get mapped(): readonly MappedColumn[] {
    return this.#lines.mapped;
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
    const lines = this.#lines;
    let source = bytes;
    for (const line of this.#cutter.cut(bytes, isLast)) {
      source = line.bytes;
      lines.take(line);
      if (lines.frame.rows === BLOCK_ROWS || lines.bad.length === BLOCK_ROWS) {
        yield await this.#finish(source, isWatched, signal);
      }
    }
    if (isLast && lines.isAboveTable) {
      throw new HeaderError("The records end before a line names the columns.");
    }
    if (lines.frame.rows + lines.bad.length > 0) {
      yield await this.#finish(source, isWatched, signal);
    }
  }

  /** Scores the block and makes room for the next. */
  async #finish(source: Uint8Array, isWatched: boolean, signal: AbortSignal): Promise<ScoredLines> {
    const lines = this.#lines;
    const { frame, bad } = lines;
    const { rows } = frame;
    this.#model.pipeline.transform(frame, null, this.#rows.room(rows));
    const block = this.#rows.block(rows);
    const verdicts = await scoreBlock(this.#model, block, this.#judge, signal);
    const warnings = this.#warnings.add(frame, verdicts.flags);
    const { isSilent = false } = this.#options;
    const text = isSilent ? NO_TEXT : verdictLines(lines, verdicts, {
      members: this.#model.detector.members?.length,
      contributions: await this.#explain(source, block, verdicts, signal),
      warnings,
    });
    const batch = isWatched && rows > 0
      ? {
        ...scoredBatch(verdicts, bad.length, (row) => lines.recordOf(source, row)),
        warnings: this.#warnings.told,
      }
      : null;
    this.#rows.carry(rows);
    lines.clear();
    return { text, batch, ...isSilent && { bad } };
  }

  /** The contributions of those records that are to be explained. */
  async #explain(
    source: Uint8Array,
    block: RowBlock,
    { flags }: BlockVerdicts,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<number, FeatureContribution[]>> {
    const { explain, top } = this.#options;
    const explained = new Map<number, FeatureContribution[]>();
    if (explain === "none") return explained;
    const { pipeline, detector } = this.#model;
    const pace = createPacer(signal);
    for (let row = 0; row < flags.length; row++) {
      if (explain === "anomalies" && flags[row] === 0) continue;
      await pace();
      const record = this.#lines.recordOf(source, row) as InputRecord;
      const parts = await explainRow(detector, block, row);
      explained.set(row, pipeline.fold(parts, record).slice(0, top));
    }
    return explained;
  }
}
