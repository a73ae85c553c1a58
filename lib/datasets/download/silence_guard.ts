/** When to end a request. */
export interface SilenceOptions {
  /** How long to wait for an answer, and for the next bytes of it. */
  timeoutMs: number;
  /** Ends it, too. */
  signal?: AbortSignal;
}

/** Ends a request when nothing is heard for too long. */
export class SilenceGuard {
  readonly #timeoutMs: number;
  readonly #controller = new AbortController();
  readonly #own?: AbortSignal;
  #timer: ReturnType<typeof setTimeout>;
  /** Whether it was ended because nothing was heard. */
  isBroken = false;

  constructor({ timeoutMs, signal }: SilenceOptions) {
    this.#timeoutMs = timeoutMs;
    this.#own = signal;
    this.#timer = this.#start();
  }

  /** Aborted when the request is to end. */
  get signal(): AbortSignal {
    const { signal } = this.#controller;
    return this.#own ? AbortSignal.any([signal, this.#own]) : signal;
  }

  /** Something was heard now. */
  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  /** The request is over. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.isBroken = true;
      this.#controller.abort();
    }, this.#timeoutMs);
  }
}
