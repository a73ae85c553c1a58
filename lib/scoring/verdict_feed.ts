/**
 * What models say about records that arrive, for every subscriber: pages, event streams, alerts.
 *
 * @module
 */
import type { SampledRecord } from "./batch_sample.ts";

/** Records that one model scored together. Shared by all subscribers: not to be changed. */
export interface VerdictBatch {
  /** Id of the model. */
  model: string;
  /** Where the records came in. */
  source: "predict" | "stream" | "replay" | "sensor";
  /** When they arrived, in milliseconds since 1970. */
  at: number;
  /** Milliseconds from then until the verdicts were there. */
  latencyMs: number;
  /** Above it a score is an anomaly; where the threshold moves, as it is after these records. */
  threshold: number;
  /** What each score was judged by, where the threshold moves. */
  thresholds?: Float64Array;
  /** One score a record, in the order of arrival. */
  scores: Float32Array;
  /** One byte a record: 1 for an anomaly. */
  anomalies: Uint8Array;
  /** One a record, 0 to 100; `NaN` for models saved by an older Netsift. */
  severities: Float32Array;
  /** Lines that came with them and could not be scored. */
  rejected: number;
  /**
   * Records at even distances over the batch, 64 at most: all of a small
   * batch, and a fair sample of a large one. Ascending by index.
   */
  sample: SampledRecord[];
  /** The anomalies with the highest scores, 32 at most, highest first. */
  flagged: SampledRecord[];
  /**
   * What a reader should know about all records of the stream so far; absent where the batch is all
   * that there is.
   */
  warnings?: readonly string[];
}

/** What a subscriber gets. */
export interface FedBatch {
  batch: VerdictBatch;
  /** Batches that were lost just before it, because the subscriber was too slow. */
  missed: number;
}

/** Which batches to get. */
export interface SubscriptionOptions {
  /** Those of one model; of all models where it is absent. */
  model?: string;
  /** Without those from there. */
  except?: VerdictBatch["source"];
  /** Batches that may wait for the subscriber, 256 by default; beyond it the oldest are lost. */
  capacity?: number;
}

/**
 * Hands every scored batch to all subscribers. Nothing is kept for later subscribers, publishing
 * never waits, and without subscribers it costs nothing: ask {@linkcode isWatched} before a batch is
 * made.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { VerdictFeed } from "./verdict_feed.ts";
 *
 * const feed = new VerdictFeed();
 * using subscription = feed.subscribe({ model: "model-1" });
 * assert.ok(feed.isWatched("model-1") && !feed.isWatched("model-2"));
 * feed.publish({
 *   model: "model-1",
 *   source: "predict",
 *   at: Date.now(),
 *   latencyMs: 1.5,
 *   threshold: 0.6,
 *   scores: Float32Array.of(0.4, 0.7),
 *   anomalies: Uint8Array.of(0, 1),
 *   severities: Float32Array.of(12, 80),
 *   rejected: 0,
 *   sample: [{ index: 0, record: { bytes: 10 } }, { index: 1, record: { bytes: 1e6 } }],
 *   flagged: [{ index: 1, record: { bytes: 1e6 } }],
 * });
 * for await (const { batch, missed } of subscription) {
 *   assert.deepEqual([batch.scores.length, missed], [2, 0]);
 *   break;
 * }
 * ```
 */
export class VerdictFeed {
  readonly #subscriptions = new Set<Subscription>();

  /** Whether anybody would get a batch of this model. */
  isWatched(model: string): boolean {
    for (const subscription of this.#subscriptions) if (subscription.wants(model)) return true;
    return false;
  }

  /** Hands a batch to its subscribers. */
  publish(batch: VerdictBatch): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.takes(batch)) subscription.put(batch);
    }
  }

  /** Begins to watch. Dispose of the subscription in the end, or leave its loop. */
  subscribe(options: SubscriptionOptions = {}): Subscription {
    const subscription = new Subscription(
      options,
      () => this.#subscriptions.delete(subscription),
    );
    this.#subscriptions.add(subscription);
    return subscription;
  }
}

/** One subscriber's place in a feed: an endless sequence of batches, until it is disposed of. */
export class Subscription implements AsyncIterable<FedBatch>, Disposable {
  readonly #model: string | undefined;
  readonly #except: VerdictBatch["source"] | undefined;
  readonly #capacity: number;
  readonly #onEnd: () => void;
  #waiting: VerdictBatch[] = [];
  #missed = 0;
  #ended = false;
  #wake = () => {};

  /** @param onEnd called when it is disposed of */
  constructor({ model, except, capacity = 256 }: SubscriptionOptions, onEnd: () => void) {
    this.#model = model;
    this.#except = except;
    this.#capacity = capacity;
    this.#onEnd = onEnd;
  }

  /** Whether batches of a model are for it. */
  wants(model: string): boolean {
    return this.#model === undefined || this.#model === model;
  }

  /** Whether a batch is for it. */
  takes({ model, source }: VerdictBatch): boolean {
    return this.wants(model) && source !== this.#except;
  }

  /** Takes a batch in. */
  put(batch: VerdictBatch): void {
    if (this.#ended) return;
    this.#waiting.push(batch);
    if (this.#waiting.length > this.#capacity) {
      this.#waiting.shift();
      this.#missed++;
    }
    this.#wake();
  }

  /** The next batch, as soon as there is one; `null` once the subscription has ended. */
  async next(): Promise<FedBatch | null> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    const batch = this.#waiting.shift();
    if (!batch) return null;
    const missed = this.#missed;
    this.#missed = 0;
    return { batch, missed };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FedBatch, void> {
    try {
      for (let fed = await this.next(); fed; fed = await this.next()) yield fed;
    } finally {
      this[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#waiting = [];
    this.#onEnd();
    this.#wake();
  }
}
