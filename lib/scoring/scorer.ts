/**
 * Scoring as the server sees it: asks the thread that does it.
 *
 * @module
 */
import type { ScoredCounts } from "./batch/scored_counts.ts";
import type { RunResult } from "../resources/run.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { Counterfactuals } from "../explain/counterfactuals/types.ts";
import { InlineScorer } from "./inline_scorer.ts";
import type { SequenceVerdicts } from "./record_sequence.ts";
import type { ScoredBatch } from "./scored_batch.ts";
import { ScorerThread } from "./scorer_thread.ts";
import type { ReviewAnswers, ReviewQuestion } from "../explain/review/review.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";
import type { Prediction } from "../resources/model.ts";

/** Records of one sequence that are scored as they come. Dispose of it in the end. */
export interface ScoredSequence extends Disposable {
  /**
   * Scores the next records, oldest first, as far as the model can take them; without explanations.
   *
   * @param threshold that holds now
   */
  score(records: InputRecord[], threshold: RunResult["threshold"]): Promise<SequenceVerdicts>;
}

/**
 * A thread that keeps models and scores records with them; single records may be scored inline
 * instead. It starts with the first request.
 */
export class Scorer implements Disposable {
  readonly #thread: ScorerThread;
  readonly #inline = new InlineScorer();
  #sequences = 0;

  /** @param cacheBytes memory for models that stay loaded */
  constructor(cacheBytes: number) {
    this.#thread = new ScorerThread(cacheBytes);
  }

  /** What a model takes. */
  async inputs(folder: string): Promise<ModelInput[]> {
    return (await this.#thread.ask<"inputs">({ type: "inputs", folder })).inputs;
  }

  /**
   * Scores records.
   *
   * @param folder of the model's bundle
   * @param isSequence whether the records are one sequence, oldest first
   * @param threshold that holds now; that of its training where it is absent
   * @throws {InvalidRecordError} for a record that the model cannot take
   */
  async predict(
    folder: string,
    records: InputRecord[],
    isSequence = false,
    threshold?: RunResult["threshold"],
  ): Promise<Prediction[]> {
    if (records.length === 1) {
      const predictions = await this.#inline.predict(folder, records[0], isSequence, threshold);
      if (predictions) return predictions;
    }
    const json = JSON.stringify(records);
    return JSON.parse((await this.predictJson(folder, json, { isSequence, threshold })).json);
  }

  /**
   * Scores records that are JSON, as {@linkcode Scorer.predict} does.
   *
   * @param records an array
   * @param options `isWatched`: verdicts for the feed are wanted, too; `isCounted`: counts for the
   * warnings of the request are
   * @returns predictions as JSON
   * @throws {InvalidRecordError} for a record that the model cannot take
   */
  async predictJson(
    folder: string,
    records: string,
    { isSequence, threshold, isWatched = false, isCounted = false }: {
      isSequence: boolean;
      threshold?: RunResult["threshold"];
      isWatched?: boolean;
      isCounted?: boolean;
    },
  ): Promise<{ json: string; verdicts?: ScoredBatch; counts?: ScoredCounts }> {
    const { predictions, verdicts, counts } = await this.#thread.ask<"predictions">({
      type: "predict",
      folder,
      records,
      isSequence,
      threshold,
      isWatched,
      isCounted,
    });
    return { json: predictions, verdicts, counts };
  }

  /**
   * Begins a sequence of records.
   *
   * @param folder of the model's bundle
   */
  sequence(folder: string): ScoredSequence {
    const sequence = this.#sequences++;
    return {
      score: async (records, threshold) => {
        const request = { type: "score", sequence, folder, records, threshold } as const;
        return (await this.#thread.ask<"scores">(request)).scored;
      },
      [Symbol.dispose]: () => {
        this.#thread.tell({ type: "end", sequence });
      },
    };
  }

  /**
   * Works out another threshold for a model.
   *
   * @param run folder of its run
   * @param folder of the model's bundle
   * @throws {ThresholdRefusedError} when the model cannot have it
   */
  async changeThreshold(run: string, folder: string, rule: ThresholdRule): Promise<RunResult> {
    const request = { type: "threshold", run, folder, rule } as const;
    return (await this.#thread.ask<"threshold">(request)).result;
  }

  /**
   * What would make a record normal.
   *
   * @param folder of the model's bundle
   * @throws {InvalidRecordError} when the model cannot take the record
   */
  async counterfactuals(
    folder: string,
    record: InputRecord,
    threshold: number,
    features?: string[],
  ): Promise<Counterfactuals> {
    const request = { type: "counterfactuals", folder, record, threshold, features } as const;
    return (await this.#thread.ask<"counterfactuals">(request)).counterfactuals;
  }

  /** Answers a question about models by their kept scores. */
  async review<Question extends ReviewQuestion>(
    question: Question,
  ): Promise<ReviewAnswers[Question["about"]]> {
    const { answer } = await this.#thread.ask<"review">({ type: "review", question });
    return answer as ReviewAnswers[Question["about"]];
  }

  /** Lets a model go, for instance because it is deleted. */
  async forget(folder: string): Promise<void> {
    this.#inline.forget(folder);
    if (this.#thread.isStarted) await this.#thread.ask({ type: "forget", folder });
  }

  [Symbol.dispose](): void {
    this.#inline[Symbol.dispose]();
    this.#thread[Symbol.dispose]();
  }
}
