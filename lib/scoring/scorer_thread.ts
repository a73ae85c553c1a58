import { ThresholdRefusedError } from "../explain/change_threshold.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import type { ScorerAnswer, ScorerRequest } from "./scorer_protocol.ts";

/** The answers of a type. */
type AnswerOf<Type extends ScorerAnswer["type"]> = Extract<ScorerAnswer, { type: Type }>;

/** Requests that have no number yet. */
type Unsent = ScorerRequest extends infer Each
  ? Each extends ScorerRequest ? Omit<Each, "id"> : never
  : never;

/** The thread that scored failed; the next request gets a new one. */
export class ScorerLostError extends Error {
  override name = "ScorerLostError";
}

/** The thread that keeps models and scores with them. It starts with the first request. */
export class ScorerThread implements Disposable {
  readonly #cacheBytes: number;
  #worker: Worker | null = null;
  #nextId = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<ScorerAnswer>>();

  /** @param cacheBytes memory for models that stay loaded */
  constructor(cacheBytes: number) {
    this.#cacheBytes = cacheBytes;
  }

  /** Whether it may hold anything. */
  get isStarted(): boolean {
    return this.#worker !== null;
  }

  /**
   * Asks for something.
   *
   * @throws {InvalidRecordError} for a record that the model cannot take
   * @throws {ThresholdRefusedError} when the model cannot have a threshold
   * @throws {ScorerLostError} when the thread failed meanwhile
   */
  async ask<Type extends ScorerAnswer["type"]>(request: Unsent): Promise<AnswerOf<Type>> {
    const worker = this.#worker ??= this.#start();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<ScorerAnswer>();
    this.#waiting.set(id, waiting);
    worker.postMessage({ id, ...request });
    const answer = await waiting.promise;
    if (answer.type === "invalid") throw new InvalidRecordError(answer.record, answer.faults);
    if (answer.type === "refused") throw new ThresholdRefusedError(answer.message, answer.outdated);
    if (answer.type === "failed") throw new Error(answer.message);
    return answer as AnswerOf<Type>;
  }

  /** Says something that has no answer; a thread that has not started need not know. */
  tell(request: Unsent): void {
    this.#worker?.postMessage({ id: this.#nextId++, ...request });
  }

  [Symbol.dispose](): void {
    this.#fail("The server is shutting down.");
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
    for (const { reject } of this.#waiting.values()) reject(new ScorerLostError(message));
    this.#waiting.clear();
  }
}
