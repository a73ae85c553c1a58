import { JobCancelledError } from "./child.ts";

/** Something that happens to a job, as browsers are told of it by server-sent events. */
export interface JobEvent {
  /** `progress`, `metric` or `done`. */
  type: "progress" | "metric" | "done";
  data: unknown;
}

/**
 * State of a job and how it got there: the newest progress and all metrics, so that late
 * subscribers see what the others see.
 */
export class JobChannel {
  #progress: JobEvent | null = null;
  readonly #metrics: JobEvent[] = [];
  #done: JobEvent | null = null;
  readonly #listeners = new Set<(event: JobEvent) => void>();

  /** The channel of a job that has ended: all that it tells is how. */
  static ended(data: unknown): JobChannel {
    const channel = new JobChannel();
    channel.emit({ type: "done", data });
    return channel;
  }

  /** Tells all listeners; `done` is the last event. */
  emit(event: JobEvent): void {
    if (this.#done) return;
    if (event.type === "progress") this.#progress = event;
    else if (event.type === "metric") this.#metrics.push(event);
    else this.#done = event;
    for (const listener of this.#listeners) listener(event);
  }

  /**
   * Tells a listener what has been and what comes.
   *
   * @returns a function that ends it
   */
  listen(listener: (event: JobEvent) => void): () => void {
    for (const event of this.#metrics) listener(event);
    if (this.#progress && !this.#done) listener(this.#progress);
    if (this.#done) listener(this.#done);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Waits until the job has ended, however it did.
   *
   * @param signal ends the waiting
   * @param onProgress called with the data of each `progress`
   * @throws {JobCancelledError} when the waiting was ended
   */
  async untilDone(signal: AbortSignal, onProgress: (data: unknown) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (signal.aborted) reject(new JobCancelledError());
    const cancel = () => reject(new JobCancelledError());
    signal.addEventListener("abort", cancel);
    const stop = this.listen(({ type, data }) => {
      if (type === "done") resolve();
      else if (type === "progress") onProgress(data);
    });
    await promise.finally(() => {
      stop();
      signal.removeEventListener("abort", cancel);
    });
  }
}
