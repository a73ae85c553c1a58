import { setImmediate } from "node:timers";

/** Bytes of a body that may wait for the app. */
const MOST_BYTES_AHEAD = 2 ** 17;

/** What is read at a time, into one buffer: a stream's default reader allocates one for each chunk. */
const BUFFER_BYTES = 2 ** 16;

/** Small chunks that wait are all read in one turn of the event loop, unless it takes longer. */
const LONGEST_TURN_MS = 8;

/** Methods of requests that have a body. */
const METHODS = new Set(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Keeps what is passed on of a body close to what the app has read of it. `Deno.serve` reads ahead
 * without a limit while the app pauses, and copies all of that with every read of a chunked body
 * (Deno 2.9.6: 4 ms for 64 KiB, where 40 MB wait). Clients that send a chunk for each record are common:
 * reading a chunk must cost little.
 */
export class ReadAhead {
  #bytesRead = 0;
  #isOver = false;
  #wake = () => {};

  /**
   * Whether a request has a body that an app may read, and one that is long or may be. Of methods and
   * addresses that clients make up (`TRACE`, `http://a:99999/`), no `Request` can be made.
   */
  static isFor({ method, url, headers, body }: Request): boolean {
    const isLong = headers.has("transfer-encoding") ||
      Number(headers.get("content-length")) > MOST_BYTES_AHEAD;
    return body !== null && isLong && METHODS.has(method) && URL.canParse(url);
  }

  /** A request whose body is counted as it is read. */
  watch(request: Request): Request {
    const reader = byteReader(request.body!);
    if (reader === null) {
      this.end();
      return request;
    }
    let buffer = new ArrayBuffer(BUFFER_BYTES);
    let pausedAt = performance.now();
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        if (performance.now() - pausedAt > LONGEST_TURN_MS) {
          await new Promise<void>((resolve) => setImmediate(resolve));
          pausedAt = performance.now();
        }
        const { done, value } = await reader.read(new Uint8Array(buffer));
        if (done) return controller.close();
        buffer = value.buffer;
        this.#bytesRead += value.length;
        this.#wake();
        controller.enqueue(value.slice());
      },
      cancel: (reason) => {
        this.end();
        return reader.cancel(reason);
      },
    }, { highWaterMark: 0 });
    const { method, headers, url } = request;
    return new Request(url, { method, headers, body });
  }

  /** Waits until the app has read enough of what was passed on. */
  async wait(bytesPassed: number): Promise<void> {
    while (!this.#isOver && bytesPassed - this.#bytesRead > MOST_BYTES_AHEAD) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  /** Says that nobody reads any more. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }
}

/** A reader into buffers; `null` for a body that came with its head and is whole in memory. */
function byteReader(body: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: "byob" });
  } catch (error) {
    if (error instanceof TypeError && !body.locked) return null;
    throw error;
  }
}
