import { attendedStream } from "./attended_stream.ts";
import { ProblemError } from "./problem.ts";

/** Seconds after which a client may ask again. */
const RETRY_AFTER_S = 10;

/** What there is to download. */
export interface Export {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  headers: Record<string, string>;
}

/** How many exports go on, and how long one may lie there unread. */
export interface ExportOptions {
  most: number;
  idleMs: number;
}

/**
 * Answers with what may be large: some at a time, each read only as fast as its client takes it. A
 * client that does not read is disconnected; one that leaves frees its place at once.
 */
export class Exports {
  readonly #options: ExportOptions;
  #open = 0;

  constructor(options: ExportOptions) {
    this.#options = options;
  }

  /** Exports that go on. */
  get open(): number {
    return this.#open;
  }

  /**
   * Answers with an export.
   *
   * @param begin opens it; is called only where there is a place for it
   * @throws {ProblemError} 429 where too many others go on
   */
  async answer(begin: () => Promise<Export>): Promise<Response> {
    if (this.#open >= this.#options.most) {
      throw new ProblemError(
        429,
        `Too many exports are running: ${this.#options.most}. Retry in ${RETRY_AFTER_S} seconds.`,
        { headers: { "retry-after": String(RETRY_AFTER_S) } },
      );
    }
    this.#open++;
    try {
      const { stream, headers } = await begin();
      const body = attendedStream(stream, this.#options.idleMs, () => this.#open--);
      // Compressing gigabytes would keep the server from answering others.
      return new Response(body, { headers: { "cache-control": "no-transform", ...headers } });
    } catch (error) {
      this.#open--;
      throw error;
    }
  }
}
