/**
 * The threads that score streams, as the server sees them.
 *
 * @module
 */
import { BusyError } from "../../jobs/busy_error.ts";
import type { VerdictFeed } from "../verdict_feed.ts";
import type { RunResult } from "../../resources/run.ts";
import type { StreamAnswer, StreamRequest } from "./protocol.ts";
import { RecordStream, type RecordStreamOptions } from "./record_stream.ts";
import { StreamLostError } from "./stream_error.ts";
import type { StreamOptions } from "./types.ts";

/** How much streams may take. */
export interface StreamLimits {
  /** Threads that score streams. */
  streamThreads: number;
  /** Streams at the same time. */
  maxStreams: number;
  /** A stream that is idle for this long is ended. */
  streamIdleMs: number;
  /** Longest line of a stream. */
  maxLineBytes: number;
}

/** When it is worth asking again where as many streams are open as may be. */
const RETRY_SECONDS = 1;

/** A thread with its streams. */
interface Thread {
  worker: Worker;
  streams: Map<number, RecordStream>;
}

/**
 * Scores streams on their own threads, so that neither the web server nor single predictions wait
 * for them. A stream stays on one thread, the one with the fewest; threads start when they are needed.
 */
export class StreamThreads implements Disposable {
  readonly #limits: StreamLimits;
  readonly #cacheBytes: number;
  readonly #feed: VerdictFeed;
  readonly #threads: Thread[] = [];
  #nextId = 0;

  /** @param cacheBytes memory of each thread for models that stay loaded */
  constructor(limits: StreamLimits, cacheBytes: number, feed: VerdictFeed) {
    this.#limits = limits;
    this.#cacheBytes = cacheBytes;
    this.#feed = feed;
  }

  /**
   * Opens a stream of records. Its model stays as it is to the end.
   *
   * @param model its id
   * @param folder of its bundle
   * @param threshold that it has now
   * @param source where the records come from
   * @throws {BusyError} when as many are open as may be
   */
  open(
    model: string,
    folder: string,
    threshold: RunResult["threshold"],
    options: Omit<StreamOptions, "maxLineBytes">,
    source: RecordStreamOptions["source"] = "stream",
  ): RecordStream {
    const { maxStreams, streamIdleMs: idleMs, maxLineBytes } = this.#limits;
    if (this.count >= maxStreams) {
      throw new BusyError(
        `${maxStreams} streams are open already. Try again later.`,
        RETRY_SECONDS,
      );
    }
    const thread = this.#freest();
    const id = this.#nextId++;
    const say = (request: StreamRequest, transfer: Transferable[] = []) =>
      thread.worker.postMessage(request, transfer);
    const stream = new RecordStream({
      model,
      source,
      feed: this.#feed,
      idleMs,
      send(bytes, isLast, isWatched) {
        const whole = bytes.byteLength === bytes.buffer.byteLength;
        const transfer = whole ? [bytes.buffer as ArrayBuffer] : [];
        say({ type: "block", stream: id, bytes, isLast, isWatched }, transfer);
      },
      onEnd() {
        thread.streams.delete(id);
        say({ type: "close", stream: id });
      },
    });
    thread.streams.set(id, stream);
    say({ type: "open", stream: id, folder, threshold, options: { ...options, maxLineBytes } });
    return stream;
  }

  /** How many streams are open. */
  get count(): number {
    return this.#threads.reduce((sum, { streams }) => sum + streams.size, 0);
  }

  /** Streams that begin from now on get a model as it is then. */
  forget(folder: string): void {
    for (const { worker } of this.#threads) worker.postMessage({ type: "forget", folder });
  }

  [Symbol.dispose](): void {
    for (const thread of [...this.#threads]) this.#stop(thread, "The server is shutting down.");
  }

  #freest(): Thread {
    const [freest] = this.#threads.toSorted((a, b) => a.streams.size - b.streams.size);
    const isFull = this.#threads.length === this.#limits.streamThreads;
    return freest && (isFull || freest.streams.size === 0) ? freest : this.#start();
  }

  #start(): Thread {
    const worker = new Worker(new URL("./stream_worker.ts", import.meta.url), {
      type: "module",
      name: String(this.#cacheBytes),
    });
    const thread: Thread = { worker, streams: new Map() };
    worker.onmessage = ({ data }: MessageEvent<StreamAnswer>) =>
      thread.streams.get(data.stream)?.take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      console.error("A thread that scores streams failed:", event.message);
      this.#stop(thread, "The thread that scored the stream failed. Try again; a new one starts.");
    };
    this.#threads.push(thread);
    return thread;
  }

  #stop(thread: Thread, message: string): void {
    const place = this.#threads.indexOf(thread);
    if (place === -1) return;
    this.#threads.splice(place, 1);
    for (const stream of [...thread.streams.values()]) stream.fail(new StreamLostError(message));
    thread.worker.terminate();
  }
}
