import { concatenated } from "../../base/typed_arrays.ts";
import type { VerdictBatch, VerdictFeed } from "../verdict_feed.ts";
import type { MappedColumn } from "../../values/columns.ts";
import { HeaderError } from "./readers/header_error.ts";
import { IdleTimer } from "./idle_timer.ts";
import type { StreamAnswer } from "./protocol.ts";
import { StreamError } from "./stream_error.ts";
import type { ScoredBatch } from "../scored_batch.ts";

/** Bytes that go to the thread at once, and wait here at most. */
const BLOCK_BYTES = 256 * 1024;
/** Blocks that are scored or whose verdicts wait to be read; one is read while the next is scored. */
const MOST_BLOCKS = 2;

/** What a stream of records needs to know. */
export interface RecordStreamOptions {
  /** Id of the model. */
  model: string;
  source: VerdictBatch["source"];
  feed: VerdictFeed;
  /** A stream that is idle for this long is ended. */
  idleMs: number;
  /** Hands bytes to the thread. */
  send(bytes: Uint8Array, isLast: boolean, isWatched: boolean): void;
  /** Called once, when the stream is over. */
  onEnd(): void;
}

/** Verdicts that wait to be read. */
interface Waiting {
  text: Uint8Array<ArrayBuffer>;
  /** Blocks that are done with once it is read. */
  blocks: number;
}

/**
 * Records in, verdicts out, as a pair for `pipeThrough`: bytes of NDJSON or CSV are written to
 * `writable`, and lines of verdicts are read from `readable`, in the order of the records. A
 * client that does not read is not read from: no more than a few blocks are held. Records that come slowly are
 * scored at once; those that come fast, in large blocks.
 */
export class RecordStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<Uint8Array>;
  readonly #options: RecordStreamOptions;
  readonly #opened = Promise.withResolvers<void>();
  readonly #started = Promise.withResolvers<void>();
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #isClosing = false;
  #lastSent = false;
  #blocks = 0;
  #arrivals: number[] = [];
  #waiting: Waiting[] = [];
  #isOver = false;
  #mapped: readonly MappedColumn[] = [];
  #error: Error | null = null;
  #writer!: WritableStreamDefaultController;
  /** Wake what waits for room, or for verdicts. */
  #wakeWriter = () => {};
  #wakeReader = () => {};
  readonly #idle: IdleTimer;

  constructor(options: RecordStreamOptions) {
    this.#options = options;
    this.#opened.promise.catch(() => {});
    this.#started.promise.catch(() => {});
    this.#idle = new IdleTimer(options.idleMs, () => {
      this.fail(new StreamError("The stream was idle for too long."));
    });
    this.writable = new WritableStream({
      start: (controller) => {
        this.#writer = controller;
      },
      write: (bytes) => this.#write(bytes),
      close: () => this.#close(),
      abort: (reason) => this.fail(toError(reason)),
    });
    this.readable = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => this.#pull(controller),
      cancel: () => this.fail(new StreamError("The verdicts are no longer being read.")),
    }, { highWaterMark: 0 });
  }

  /** When the model is loaded; rejected where it cannot be. */
  get opened(): Promise<void> {
    return this.#opened.promise;
  }

  /** Features that the header has under other names, once it has {@linkcode started}. */
  get mapped(): readonly MappedColumn[] {
    return this.#mapped;
  }

  /**
   * When the line that names the columns is read, or the end has come.
   *
   * @throws {HeaderError} where the first line of a CSV does not fit the model
   */
  get started(): Promise<void> {
    return this.#started.promise;
  }

  /** Takes what the thread says. */
  take(answer: StreamAnswer): void {
    if (this.#isOver) return;
    switch (answer.type) {
      case "opened":
        this.#opened.resolve();
        break;
      case "failed":
        this.fail(
          answer.isHeader ? new HeaderError(answer.message) : new StreamError(answer.message),
        );
        break;
      case "lines":
        this.#publish(answer.lines.batch);
        this.#waiting.push({ text: answer.lines.text, blocks: 0 });
        this.#wakeReader();
        break;
      case "done":
        this.#arrivals.shift();
        this.#mapped = answer.mapped ?? [];
        if (!answer.isPending || (this.#lastSent && this.#arrivals.length === 0)) {
          this.#started.resolve();
        }
        if (this.#waiting.length > 0) this.#waiting.at(-1)!.blocks++;
        else this.#freeBlocks(1);
        this.#wakeReader();
    }
  }

  /** Ends it with an error, on both sides. */
  fail(error: Error): void {
    if (this.#isOver) return;
    this.#error = error;
    this.#end();
    this.#opened.reject(error);
    this.#started.reject(error);
    this.#writer.error(error);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#idle.use();
    if (bytes.length === 0) return;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#flush();
    while (this.#pendingBytes >= BLOCK_BYTES && !this.#isOver) {
      await new Promise<void>((resolve) => this.#wakeWriter = resolve);
    }
    if (this.#error) throw this.#error;
  }

  #close(): void {
    this.#isClosing = true;
    this.#flush();
  }

  /** Sends what is there to the thread, if it may have another block. */
  #flush(): void {
    const isLast = this.#isClosing && !this.#lastSent;
    if (this.#blocks === MOST_BLOCKS || this.#isOver || !(this.#pendingBytes > 0 || isLast)) return;
    const bytes = this.#pending.length === 1
      ? this.#pending[0]
      : concatenated(Uint8Array, this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#blocks++;
    this.#lastSent = isLast;
    this.#arrivals.push(Date.now());
    this.#options.send(bytes, isLast, this.#options.feed.isWatched(this.#options.model));
    this.#wakeWriter();
  }

  #freeBlocks(count: number): void {
    this.#blocks -= count;
    this.#flush();
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    while (this.#waiting.length === 0 && !this.#isOver) {
      if (this.#lastSent && this.#blocks === 0) {
        this.#end();
        controller.close();
        return;
      }
      await new Promise<void>((resolve) => this.#wakeReader = resolve);
    }
    this.#idle.use();
    if (this.#error) throw this.#error;
    const next = this.#waiting.shift();
    if (!next) return;
    controller.enqueue(next.text);
    this.#freeBlocks(next.blocks);
  }

  #publish(scored: ScoredBatch | null): void {
    if (!scored) return;
    const { model, source, feed } = this.#options;
    const at = this.#arrivals[0];
    feed.publish({ ...scored, model, source, at, latencyMs: Date.now() - at });
  }

  #end(): void {
    this.#isOver = true;
    this.#pending = [];
    this.#waiting = [];
    this.#idle[Symbol.dispose]();
    this.#wakeReader();
    this.#wakeWriter();
    this.#options.onEnd();
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new StreamError("The stream was interrupted.");
}
