import type { LoadedModel } from "../../models/bundle.ts";
import type { ScoredBatch } from "../../scoring/scored_batch.ts";
import { HeaderError } from "../../scoring/stream/readers/header_error.ts";
import { RecordScorer } from "../../scoring/stream/record_scorer.ts";
import { type FrameVerdicts, NOT_SCORED } from "../kept/frame.ts";
import type { SourceBlock } from "../source/source.ts";

/** What a model said of a block. */
export interface ModelVerdicts {
  verdicts: FrameVerdicts;
  /** The same for the feed, in parts. */
  batches: ScoredBatch[];
  scored: number;
  flagged: number;
  rejected: number;
  /** Why it cannot score records of these columns, or the reason of the first that it rejected. */
  error: string | null;
}

/** Sets of columns whose sequences go on at the same time; logs of several kinds alternate. */
const MOST_HEADERS = 4;

/** Scores the blocks of a sensor with one model: records of the same columns are one sequence. */
export class ModelScorer implements Disposable {
  readonly #id: string;
  readonly #model: LoadedModel;
  readonly #maxLineBytes: number;
  /** By header, the one used last, last; why the model cannot read it where that is so. */
  readonly #scorers = new Map<string, RecordScorer | string>();

  /** @param id of the model */
  constructor(id: string, model: LoadedModel, maxLineBytes: number) {
    this.#id = id;
    this.#model = model;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Scores the records of a block. */
  async score(
    { header, lines, records }: Pick<SourceBlock, "header" | "lines" | "records">,
    signal: AbortSignal,
  ): Promise<ModelVerdicts> {
    const answer: ModelVerdicts = {
      verdicts: {
        model: this.#id,
        scores: new Float32Array(records).fill(NaN),
        severities: new Float32Array(records).fill(NaN),
        flags: new Uint8Array(records).fill(NOT_SCORED),
      },
      batches: [],
      scored: 0,
      flagged: 0,
      rejected: 0,
      error: null,
    };
    if (records === 0) return answer;
    const scorer = await this.#scorer(header, signal);
    if (typeof scorer === "string") return { ...answer, rejected: records, error: scorer };
    let row = 0;
    for await (const { batch, bad = [] } of scorer.score(lines, false, true, signal)) {
      if (batch) answer.batches.push(batch);
      answer.rejected += bad.length;
      answer.error ??= bad[0]?.error ?? null;
      const count = batch?.scores.length ?? 0;
      let next = 0;
      for (let scored = 0; scored <= count; scored++) {
        for (; next < bad.length && bad[next].before === scored; next++) row++;
        if (scored === count) break;
        answer.verdicts.scores[row] = batch!.scores[scored];
        answer.verdicts.severities[row] = batch!.severities[scored];
        answer.verdicts.flags[row++] = batch!.anomalies[scored];
        answer.flagged += batch!.anomalies[scored];
      }
      answer.scored += count;
    }
    return answer;
  }

  [Symbol.dispose](): void {
    for (const scorer of this.#scorers.values()) dispose(scorer);
    this.#scorers.clear();
  }

  async #scorer(header: string, signal: AbortSignal): Promise<RecordScorer | string> {
    const known = this.#scorers.get(header);
    this.#scorers.delete(header);
    const scorer = known ?? await this.#start(header, signal);
    this.#scorers.set(header, scorer);
    const [oldest] = this.#scorers;
    if (this.#scorers.size > MOST_HEADERS) {
      dispose(oldest[1]);
      this.#scorers.delete(oldest[0]);
    }
    return scorer;
  }

  async #start(header: string, signal: AbortSignal): Promise<RecordScorer | string> {
    const format = header === "" ? "ndjson" : "csv";
    const maxLineBytes = this.#maxLineBytes;
    const scorer = new RecordScorer(this.#model, {
      explain: "none",
      format,
      maxLineBytes,
      isSilent: true,
    });
    try {
      const bytes = new TextEncoder().encode(header);
      for await (
        const _ of scorer.score(bytes, false, false, signal)
      ) { /* a header has no records */ }
      return scorer;
    } catch (error) {
      scorer[Symbol.dispose]();
      if (error instanceof HeaderError) return error.message;
      throw error;
    }
  }
}

function dispose(scorer: RecordScorer | string): void {
  if (typeof scorer !== "string") scorer[Symbol.dispose]();
}
