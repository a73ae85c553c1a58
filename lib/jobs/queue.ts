import { JobCancelledError } from "./child.ts";

/** Does a bounded number of things at a time; the rest wait their turn, first come, first served. */
export class JobQueue {
  readonly #limit: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param limit how many things at a time */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Does a thing when its turn comes; at once where nothing is before it.
   *
   * @param work does it
   * @param signal takes it back while it waits; has no effect once its turn has come
   * @returns what `work` gives
   * @throws {JobCancelledError} when it was taken back, and what `work` throws
   */
  run<Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    if (signal?.aborted) return Promise.reject(new JobCancelledError());
    const leave = () => {
      this.#waiting.splice(this.#waiting.indexOf(start), 1);
      reject(new JobCancelledError());
    };
    const start = () => {
      signal?.removeEventListener("abort", leave);
      this.#running++;
      work().then(resolve, reject).finally(() => {
        this.#running--;
        this.#next();
      });
    };
    this.#waiting.push(start);
    signal?.addEventListener("abort", leave);
    this.#next();
    return promise;
  }

  #next(): void {
    if (this.#running < this.#limit) this.#waiting.shift()?.();
  }
}
