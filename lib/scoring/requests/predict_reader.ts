import type { RecordsToScore } from "../../models/record_parts.ts";
import { readBody } from "../../http/json/json_body.ts";
import type { PredictReaderAnswer, PredictReaderRequest } from "./predict_reader_protocol.ts";
import { parsePredictRequest } from "./predict_request.ts";
import { ProblemError } from "../../http/problem.ts";

/** Bodies of more bytes go to another thread; others are read in a few milliseconds. */
const LARGE_BYTES = 256 * 1024;

/** A thread that has nothing to read ends after that time, and its memory is free. */
const IDLE_MS = 10_000;

/** How much a request may hold. */
export interface PredictLimits {
  maxJsonBytes: number;
  maxPredictRecords: number;
}

/**
 * Reads requests to predict. A large one is read on another thread, so that others are answered
 * meanwhile; the verdict on it is the same.
 */
export class PredictReader implements Disposable {
  #worker: Worker | null = null;
  #nextId = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Map<number, PromiseWithResolvers<PredictReaderAnswer>>();

  /**
   * Reads one request.
   *
   * @throws {ProblemError} 400 for what is no JSON, 413 for too much, 422 that names the first 100 faults,
   * 503 when the thread was lost
   */
  async read(request: Request, limits: PredictLimits): Promise<RecordsToScore> {
    const bytes = await readBody(request, limits.maxJsonBytes);
    const most = limits.maxPredictRecords;
    if (bytes.length <= LARGE_BYTES) return parsePredictRequest(bytes, most);
    const answer = await this.#ask(bytes, most);
    if (answer.type === "records") return answer.records;
    if (answer.type === "failed") throw new Error(answer.message);
    throw new ProblemError(answer.status, answer.detail, { errors: answer.errors });
  }

  [Symbol.dispose](): void {
    this.#end("The server is shutting down.");
  }

  async #ask(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<PredictReaderAnswer> {
    clearTimeout(this.#idle);
    const worker = this.#worker ??= this.#start();
    const id = this.#nextId++;
    const waiting = Promise.withResolvers<PredictReaderAnswer>();
    this.#waiting.set(id, waiting);
    const request: PredictReaderRequest = { id, bytes, most };
    worker.postMessage(request, [bytes.buffer]);
    return await waiting.promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./predict_reader_worker.ts", import.meta.url), {
      type: "module",
    });
    worker.onmessage = ({ data }: MessageEvent<PredictReaderAnswer>) => {
      this.#waiting.get(data.id)?.resolve(data);
      this.#waiting.delete(data.id);
      if (this.#waiting.size > 0) return;
      this.#idle = setTimeout(() => this.#end("Nothing waits."), IDLE_MS);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      console.error("The thread that reads large requests failed:", event.message);
      if (this.#worker === worker) {
        this.#end("The thread that reads large requests failed. Try again; a new one starts.");
      }
    };
    return worker;
  }

  #end(message: string): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) {
      reject(new ProblemError(503, message, { headers: { "retry-after": "1" } }));
    }
    this.#waiting.clear();
  }
}
