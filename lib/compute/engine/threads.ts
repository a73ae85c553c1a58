/**
 * Threads that live on and do one job after the other.
 *
 * @module
 */
import type { CallOptions } from "../trainer.ts";
import { createControl, itemsDone, resetControl, stopWork, type WorkControl } from "./work.ts";

/** Milliseconds between reports of progress. */
const REPORT_INTERVAL = 200;

/** What a thread says. */
export type ThreadMessage =
  | { type: "ready" }
  | { type: "finished" }
  | { type: "failed"; message: string };

/** Some threads of one kind; they live until they are disposed of. */
export class Threads<Setup, Job> implements Disposable {
  readonly #threads: Worker[];
  readonly #control: WorkControl;
  readonly #ended = Promise.withResolvers<never>();

  private constructor(threads: Worker[], control: WorkControl) {
    this.#threads = threads;
    this.#control = control;
    this.#ended.promise.catch(() => {});
  }

  /**
   * Starts threads.
   *
   * @param worker module that takes a `Setup` first and then jobs, and answers each
   * @param setup what each thread is told first
   * @throws {Error} when they cannot start
   */
  static async start<Setup, Job>(
    worker: URL,
    threads: number,
    setup: (thread: number, control: WorkControl) => Setup,
  ): Promise<Threads<Setup, Job>> {
    const control = createControl();
    const workers = Array.from(
      { length: threads },
      (_, thread) => new Worker(worker, { type: "module", name: `netsift-${thread}` }),
    );
    const started = new Threads<Setup, Job>(workers, control);
    try {
      await started.#ask((thread) => setup(thread, control));
      return started;
    } catch (error) {
      started[Symbol.dispose]();
      throw error;
    }
  }

  /**
   * Has all threads work on one job.
   *
   * @param items of the job, for progress
   * @throws {Error} when a thread fails, or when they are disposed of meanwhile
   */
  async run(job: Job, items: number, { signal, onProgress }: CallOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    resetControl(this.#control);
    const stop = () => stopWork(this.#control);
    signal?.addEventListener("abort", stop);
    const timer = onProgress &&
      setInterval(() => onProgress(itemsDone(this.#control) / items), REPORT_INTERVAL);
    try {
      await this.#ask(() => job);
    } finally {
      clearInterval(timer);
      signal?.removeEventListener("abort", stop);
    }
    signal?.throwIfAborted();
  }

  /** Says something to every thread and waits for all answers. */
  async #ask(message: (thread: number) => Setup | Job): Promise<void> {
    const answers = Promise.all(this.#threads.map((thread, index) => {
      const { promise, resolve } = Promise.withResolvers<ThreadMessage>();
      thread.onmessage = ({ data }: MessageEvent<ThreadMessage>) => resolve(data);
      thread.onerror = (event) => {
        event.preventDefault();
        stopWork(this.#control);
        resolve({ type: "failed", message: event.message });
      };
      thread.postMessage(message(index));
      return promise;
    }));
    const failed = (await Promise.race([answers, this.#ended.promise])).find((answer) =>
      answer.type === "failed"
    );
    if (failed) throw new Error(`A thread of the engine failed: ${failed.message}`);
  }

  [Symbol.dispose](): void {
    stopWork(this.#control);
    for (const thread of this.#threads) thread.terminate();
    this.#ended.reject(new Error("The threads were ended."));
  }
}
