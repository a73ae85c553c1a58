/**
 * Scoring as the server sees it: asks the thread that does it.
 *
 * @module
 */
import type { ScoredCounts } from "./batch/scored_counts.ts";
import type { RunResult } from "../resources/run.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { Counterfactuals } from "../explain/counterfactuals/types.ts";
import { ThresholdRefused } from "../explain/change_threshold.ts";
import { InvalidRecord } from "../learning/features/record_matrix.ts";
import { InlineScorer } from "./inline_scorer.ts";
import type { SequenceVerdicts } from "./record_sequence.ts";
import type { ScoredBatch } from "./scored_batch.ts";
import type { ScorerAnswer, ScorerRequest } from "./scorer_protocol.ts";
import type { ReviewAnswers, ReviewQuestion } from "../explain/review/review.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";
import type { Prediction } from "../resources/model.ts";

type AnswerOf<Type extends ScorerAnswer["type"]> = Extract<ScorerAnswer, { type: Type }>;
type Unsent = ScorerRequest extends infer Each
  ? Each extends ScorerRequest ? Omit<Each, "id"> : never
  : never;

/** The thread that scored failed; the next request gets a new one. */
export class ScorerLost extends Error {
  override name = "ScorerLost";
}

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
  readonly #cacheBytes: number;
  #worker: Worker | null = null;
  #nextId = 0;
  readonly #inline = new InlineScorer();
  readonly #waiting = new Map<number, PromiseWithResolvers<ScorerAnswer>>();

  /** @param cacheBytes memory for models that stay loaded */
  constructor(cacheBytes: number) {
    this.#cacheBytes = cacheBytes;
  }

  /** What a model takes. */
  async inputs(folder: string): Promise<ModelInput[]> {
    return (await this.#ask<AnswerOf<"inputs">>({ type: "inputs", folder })).inputs;
  }

  /**
   * Scores records.
   *
   * @param folder of the model's bundle
   * @param isSequence whether the records are one sequence, oldest first
   * @param threshold that holds now; that of its training where it is absent
   * @throws {InvalidRecord} for a record that the model cannot take
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
   * @throws {InvalidRecord} for a record that the model cannot take
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
    const { predictions, verdicts, counts } = await this.#ask<AnswerOf<"predictions">>({
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
    const sequence = this.#nextId++;
    return {
      score: async (records, threshold) => {
        const request = { type: "score", sequence, folder, records, threshold } as const;
        return (await this.#ask<AnswerOf<"scores">>(request)).scored;
      },
      [Symbol.dispose]: () => {
        this.#worker?.postMessage({ id: this.#nextId++, type: "end", sequence });
      },
    };
  }

  /**
   * Works out another threshold for a model.
   *
   * @param run folder of its run
   * @param folder of the model's bundle
   * @throws {ThresholdRefused} when the model cannot have it
   */
  async changeThreshold(run: string, folder: string, rule: ThresholdRule): Promise<RunResult> {
    const request = { type: "threshold", run, folder, rule } as const;
    return (await this.#ask<AnswerOf<"threshold">>(request)).result;
  }

  /**
   * What would make a record normal.
   *
   * @param folder of the model's bundle
   * @throws {InvalidRecord} when the model cannot take the record
   */
  async counterfactuals(
    folder: string,
    record: InputRecord,
    threshold: number,
    features?: string[],
  ): Promise<Counterfactuals> {
    const request = { type: "counterfactuals", folder, record, threshold, features } as const;
    return (await this.#ask<AnswerOf<"counterfactuals">>(request)).counterfactuals;
  }

  /** Answers a question about models by their kept scores. */
  async review<Question extends ReviewQuestion>(
    question: Question,
  ): Promise<ReviewAnswers[Question["about"]]> {
    const { answer } = await this.#ask<AnswerOf<"review">>({ type: "review", question });
    return answer as ReviewAnswers[Question["about"]];
  }

  /** Lets a model go, for instance because it is deleted. */
  async forget(folder: string): Promise<void> {
    this.#inline.forget(folder);
    if (this.#worker) await this.#ask({ type: "forget", folder });
  }

  [Symbol.dispose](): void {
    this.#inline[Symbol.dispose]();
    this.#fail("The server is shutting down.");
  }

  async #ask<Answer extends ScorerAnswer>(request: Unsent): Promise<Answer> {
    const worker = this.#worker ??= this.#start();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<ScorerAnswer>();
    this.#waiting.set(id, waiting);
    worker.postMessage({ id, ...request });
    const answer = await waiting.promise;
    if (answer.type === "invalid") throw new InvalidRecord(answer.record, answer.faults);
    if (answer.type === "refused") throw new ThresholdRefused(answer.message, answer.outdated);
    if (answer.type === "failed") throw new Error(answer.message);
    return answer as Answer;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./scorer_worker.ts", import.meta.url), {
      type: "module",
      name: String(this.#cacheBytes),
    });
    worker.onmessage = ({ data }: MessageEvent<ScorerAnswer>) => {
      this.#waiting.get(data.id)?.resolve(data);
      this.#waiting.delete(data.id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      console.error("The scoring thread failed:", event.message);
      if (this.#worker === worker) {
        this.#fail("The scoring thread failed. Try again; a new one starts.");
      }
    };
    return worker;
  }

  #fail(message: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new ScorerLost(message));
    this.#waiting.clear();
  }
}
