/**
 * Alerts on their way out.
 *
 * @module
 */
import type { Alert } from "../../resources/alert.ts";
import { backoffMs, MOST_ATTEMPTS } from "./backoff.ts";
import type { DeliveryState, Destination } from "../../resources/alert_destination.ts";
import { sendAlert } from "./send_alert.ts";
import { SendError } from "./send_error.ts";

/** How an outbox sends. */
export interface OutboxOptions {
  /** The newest settings of a destination; `null` once it was deleted or switched off. */
  find: (id: string) => Destination | null;
  /** Wait after the first attempt that failed, in milliseconds. */
  firstWaitMs?: number;
  /** Alerts that may wait for one destination. */
  capacity?: number;
}

/** What waits for one destination. */
interface DestinationQueue {
  waiting: Alert[];
  state: Omit<DeliveryState, "waiting">;
  isBusy: boolean;
}

/**
 * Sends alerts, one after the other to each destination and to all destinations side by side, with
 * retries. Adding an alert never waits; what does not fit is dropped and counted, the oldest first.
 */
export class Outbox implements Disposable {
  readonly #find: OutboxOptions["find"];
  readonly #firstWaitMs: number;
  readonly #capacity: number;
  readonly #queues = new Map<string, DestinationQueue>();
  readonly #stop = new AbortController();

  constructor({ find, firstWaitMs = 1000, capacity = 500 }: OutboxOptions) {
    this.#find = find;
    this.#firstWaitMs = firstWaitMs;
    this.#capacity = capacity;
  }

  /** Takes an alert for a destination. */
  add(alert: Alert, destination: string): void {
    const queue = this.#queueOf(destination);
    queue.waiting.push(alert);
    if (queue.waiting.length > this.#capacity) {
      queue.waiting.shift();
      queue.state.dropped++;
    }
    if (!queue.isBusy) this.#work(destination, queue);
  }

  /** What became of the alerts of a destination. */
  state(destination: string): DeliveryState {
    const queue = this.#queues.get(destination);
    const waiting = queue ? queue.waiting.length + Number(queue.isBusy) : 0;
    return { ...(queue?.state ?? emptyState()), waiting };
  }

  /** Lets go of a destination that was deleted. */
  forget(destination: string): void {
    const queue = this.#queues.get(destination);
    if (queue) queue.waiting = [];
    this.#queues.delete(destination);
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }

  #queueOf(destination: string): DestinationQueue {
    let queue = this.#queues.get(destination);
    if (!queue) {
      queue = { waiting: [], state: emptyState(), isBusy: false };
      this.#queues.set(destination, queue);
    }
    return queue;
  }

  async #work(id: string, queue: DestinationQueue): Promise<void> {
    queue.isBusy = true;
    while (queue.waiting.length > 0 && !this.#stop.signal.aborted) {
      const alert = queue.waiting.shift()!;
      await this.#deliver(alert, id, queue);
    }
    queue.isBusy = false;
  }

  async #deliver(alert: Alert, id: string, { state }: DestinationQueue): Promise<void> {
    for (let attempt = 1;; attempt++) {
      const destination = this.#find(id);
      if (!destination) return;
      try {
        await sendAlert(alert, destination);
        state.delivered++;
        state.lastDeliveredAt = new Date().toISOString();
        return;
      } catch (error) {
        const fault = error instanceof SendError
          ? error
          : new SendError("The alert could not be written.", true);
        if (fault !== error) console.error("An alert could not be sent:", error);
        state.lastError = { at: new Date().toISOString(), message: fault.message };
        if (fault.isFinal || attempt === MOST_ATTEMPTS) {
          state.failed++;
          return;
        }
        const wait = backoffMs(attempt, this.#firstWaitMs, Math.random());
        await this.#sleep(Math.max(wait, fault.retryAfterMs));
        if (this.#stop.signal.aborted) return;
      }
    }
  }

  #sleep(ms: number): Promise<void> {
    const { signal } = this.#stop;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
    });
  }
}

function emptyState(): Omit<DeliveryState, "waiting"> {
  return { delivered: 0, failed: 0, dropped: 0, lastDeliveredAt: null, lastError: null };
}
