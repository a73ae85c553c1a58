/**
 * Small models on the thread that asks.
 *
 * @module
 */
import { compileKernels } from "../compute/engine/kernels.ts";
import type { RunResult } from "../resources/run.ts";
import { atThreshold, bytesToLoad, type LoadedModel } from "../models/bundle.ts";
import { ModelCache } from "../models/model_cache.ts";
import { predict } from "./predict.ts";
import type { Prediction } from "../resources/model.ts";
import type { InputRecord } from "../learning/features/input.ts";

/** Requests after which a model is worth a second place in memory. */
const REQUESTS_TO_ENTER = 3;
/** Bytes of files that are read in a few milliseconds. */
const MAX_BYTES = 2 * 2 ** 20;
/** Models kept. */
const MAX_MODELS = 8;
/** Milliseconds of a prediction that nobody notices: to ask another thread takes as long. */
const MAX_MS = 0.5;
/** Predictions of which the quickest must be quick; others may have been held up by the machine. */
const TRIALS = 32;

/** What is known of a model. */
interface Candidate {
  requests: number;
  isHere: boolean;
  /** Predictions since the last quick one. */
  slowInARow: number;
}

/**
 * Predicts single records by small models without another thread: to wake one and hear from it takes
 * several times as long as to score. A model enters once it has been asked for repeatedly, and leaves
 * for good when it turns out not to be quick, so that the event loop is never held up.
 */
export class InlineScorer implements Disposable {
  readonly #models: ModelCache;
  readonly #sizeOf: (folder: string) => Promise<number>;
  /** Least recently used first. */
  readonly #candidates = new Map<string, Candidate>();

  /**
   * @param load reads a model
   * @param sizeOf bytes that it reads for that
   */
  constructor(load?: (folder: string) => Promise<LoadedModel>, sizeOf = bytesToLoad) {
    this.#models = new ModelCache(Infinity, load);
    this.#sizeOf = sizeOf;
  }

  /**
   * Scores a record, if it can be done here.
   *
   * @param folder of the model's bundle
   * @param isSequence whether the record is the first of a sequence; if not, it is scored alone
   * @param threshold that holds now; that of its training where it is absent
   * @returns null when another thread is to do it
   * @throws {InvalidRecordError} for a record that the model cannot take
   */
  async predict(
    folder: string,
    record: InputRecord,
    isSequence = false,
    threshold?: RunResult["threshold"],
  ): Promise<Prediction[] | null> {
    const candidate = this.#candidateOf(folder);
    if (!candidate.isHere) {
      if (++candidate.requests === REQUESTS_TO_ENTER) this.#enter(folder, candidate);
      return null;
    }
    using borrowed = await this.#models.borrow(folder);
    const start = performance.now();
    const model = atThreshold(borrowed.model, threshold);
    const predictions = await predict(model, [record], isSequence);
    const isQuick = performance.now() - start <= MAX_MS;
    candidate.slowInARow = isQuick ? 0 : candidate.slowInARow + 1;
    if (candidate.slowInARow === TRIALS) {
      candidate.isHere = false;
      this.#models.forget(folder);
    }
    return predictions;
  }

  /** Lets a model go, because it was changed or deleted. */
  forget(folder: string): void {
    this.#candidates.delete(folder);
    this.#models.forget(folder);
  }

  [Symbol.dispose](): void {
    for (const folder of [...this.#candidates.keys()]) this.forget(folder);
  }

  #candidateOf(folder: string): Candidate {
    const known = this.#candidates.get(folder);
    const candidate = known ?? { requests: 0, isHere: false, slowInARow: 0 };
    this.#candidates.delete(folder);
    this.#candidates.set(folder, candidate);
    const [oldest] = this.#candidates.keys();
    if (this.#candidates.size > MAX_MODELS) this.forget(oldest);
    return candidate;
  }

  async #enter(folder: string, candidate: Candidate): Promise<void> {
    const isWanted = () => this.#candidates.get(folder) === candidate;
    try {
      // Without them a network needs TensorFlow.js, which is slow for single records.
      await compileKernels();
      if (await this.#sizeOf(folder) > MAX_BYTES || !isWanted()) return;
      using _ = await this.#models.borrow(folder);
      candidate.isHere = isWanted();
    } catch {
      // The other thread says what is wrong.
    }
  }
}
