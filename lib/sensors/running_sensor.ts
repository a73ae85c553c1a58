/**
 * A sensor at work, as the server sees it: its thread, started again when it fails.
 *
 * @module
 */
import type {
  SensorAnswer,
  SensorCommit,
  SensorModel,
  SensorRequest,
  SensorSpecification,
  ThreadHealth,
} from "./thread/protocol.ts";

/** Pauses before another start, growing from the first to the last. */
const RETRY_MS = { first: 1000, most: 60_000 };

/** How long a thread may take to end what it is doing. */
const CLOSE_MS = 5000;

/** What was sent to a sensor cannot be taken. */
export class SensorRefusedError extends Error {
  override name = "SensorRefusedError";
}

/** What a sensor needs of the server. */
export interface RunningSensorOptions {
  /** What to do; asked for at every start. */
  specify: () => SensorSpecification;
  /** Writes a block; throws where that cannot be done, which ends the thread. */
  onCommit: (commit: SensorCommit) => void;
  /** Says what the thread failed of, where nobody foresaw it. */
  onFailure: (message: string) => void;
}

/** The thread of a sensor. It is told to stop with {@linkcode RunningSensor.close}. */
export class RunningSensor {
  readonly #options: RunningSensorOptions;
  #worker: Worker | null = null;
  #health: ThreadHealth | null = null;
  #isOpen = false;
  #error: string | null = null;
  #retryAt: number | null = null;
  #retryMs = RETRY_MS.first;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #closing: PromiseWithResolvers<void> | null = null;
  #pushes: PromiseWithResolvers<void>[] = [];

  constructor(options: RunningSensorOptions) {
    this.#options = options;
    this.#start();
  }

  /** Why it does not run; `null` while it does. */
  get error(): string | null {
    return this.#error;
  }

  /** When it starts again, in milliseconds since 1970. */
  get retryAt(): number | null {
    return this.#retryAt;
  }

  /** Tells the thread from those before and after it; `null` while there is none. */
  get thread(): object | null {
    return this.#worker;
  }

  /** Whether its source is open. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What the thread said last of how it does; `null` while it does not run. */
  get health(): ThreadHealth | null {
    return this.#health;
  }

  /**
   * Hands bytes to its source, and waits until they are taken.
   *
   * @param bytes `null`: the stream has ended; waits until all that came of it is committed
   * @throws {SensorRefusedError} when they cannot be taken
   */
  push(bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
    if (!this.#worker) {
      const message = `The sensor is not running: ${this.#error ?? "it was stopped."}`;
      return Promise.reject(new SensorRefusedError(message));
    }
    const pushed = Promise.withResolvers<void>();
    this.#pushes.push(pushed);
    this.#say({ type: "push", bytes });
    return pushed.promise;
  }

  /** Says which models score from the next block on. */
  useModels(models: SensorModel[]): void {
    this.#say({ type: "models", models });
  }

  /** Stops it, once the block in progress is committed. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#worker) return;
    this.#closing = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.#closing!.resolve(), CLOSE_MS);
    this.#say({ type: "close" });
    await this.#closing.promise;
    clearTimeout(timer);
    this.#end("The sensor was stopped.");
  }

  /** Stops it at once; a block in progress is read again at the next start. */
  terminate(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#end("The server is shutting down.");
  }

  #start(): void {
    this.#timer = null;
    this.#retryAt = null;
    let specification: SensorSpecification;
    try {
      specification = this.#options.specify();
    } catch (error) {
      return this.#fail(error instanceof Error ? error.message : String(error));
    }
    const worker = new Worker(new URL("./thread/sensor_worker.ts", import.meta.url), {
      type: "module",
    });
    worker.onmessage = ({ data }: MessageEvent<SensorAnswer>) => {
      if (worker === this.#worker) this.#take(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker !== this.#worker) return;
      this.#options.onFailure(event.message);
      this.#fail("The sensor's thread failed. See the server's log.");
    };
    this.#worker = worker;
    this.#say({ type: "open", specification });
  }

  #take(answer: SensorAnswer): void {
    switch (answer.type) {
      case "opened":
        this.#isOpen = true;
        this.#error = null;
        break;
      case "commit":
        this.#commit(answer.commit);
        break;
      case "health":
        this.#health = answer.health;
        break;
      case "pushed": {
        const pushed = this.#pushes.shift();
        if (answer.error === null) pushed?.resolve();
        else pushed?.reject(new SensorRefusedError(answer.error));
        break;
      }
      case "failed":
        this.#fail(answer.message);
        break;
      case "closed":
        this.#closing?.resolve();
    }
  }

  #commit(commit: SensorCommit): void {
    try {
      this.#options.onCommit(commit);
    } catch (error) {
      this.#options.onFailure(`A block could not be committed: ${error}`);
      return this.#fail(error instanceof Error ? error.message : String(error));
    }
    this.#retryMs = RETRY_MS.first;
    this.#say({ type: "committed" });
  }

  #fail(message: string): void {
    this.#end(message);
    this.#error = message;
    if (this.#closing) return this.#closing.resolve();
    this.#retryAt = Date.now() + this.#retryMs;
    this.#timer = setTimeout(() => this.#start(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, RETRY_MS.most);
  }

  #end(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isOpen = false;
    this.#health = null;
    for (const pushed of this.#pushes.splice(0)) pushed.reject(new SensorRefusedError(reason));
  }

  #say(request: SensorRequest): void {
    this.#worker?.postMessage(request);
  }
}
