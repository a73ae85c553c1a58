import { ChunkFraming } from "./chunk_framing.ts";
import { hostFault } from "./request_head.ts";

/** Bytes of one request head at most: request line, headers and the blank line after them. */
export const MAX_HEAD_BYTES = 64 * 1024;

/** Most heads are shorter; longer ones are read in pieces. */
const USUAL_HEAD_BYTES = 4096;

/** Bytes before the last one of the blank line that ends a head. */
const BLANK_LINE_BYTES = 2;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A request that is refused before the app sees it. */
export class FramingError extends Error {
  override name = "FramingError";

  /**
   * @param status HTTP status of the answer
   * @param message what is wrong, for a person
   */
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

type State =
  /** Reading a request head, or waiting for one. */
  | "head"
  /** Reading a body of known length, or the data of a chunk. */
  | "sized"
  /** Reading what is not data of a chunked body: sizes, line breaks, trailers. */
  | "lines"
  /** The head asks for a WebSocket; whether it becomes one is not known yet. */
  | "upgrade"
  /** No longer followed: a WebSocket, or a body that breaks the rules. */
  | "opaque";

/**
 * Follows the requests on one HTTP/1.1 connection (RFC 9112): where heads and bodies begin and end.
 * It changes nothing. The HTTP server behind it parses the same bytes and answers what is malformed,
 * save for what is told as {@linkcode RequestFraming.fault}: it takes that, or closes without an answer.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { RequestFraming } from "./request_framing.ts";
 *
 * const framing = new RequestFraming();
 * framing.push(new TextEncoder().encode("POST / HTTP/1.1\r\ncontent-length: 3\r\n\r\nab"));
 * assert.deepEqual([framing.heads, framing.isInBody], [1, true]);
 * framing.push(new TextEncoder().encode("c"));
 * assert.ok(framing.isBetween);
 * ```
 */
export class RequestFraming {
  #state: State = "head";
  #head = "";
  #tail = "";
  #remaining = 0;
  #chunks: ChunkFraming | null = null;
  #fault: string | null = null;
  #decoder = new TextDecoder("latin1");
  #hasEarlyBytes = false;
  #heads = 0;
  #bodyBytes = 0;

  /** Request heads that are complete. */
  get heads(): number {
    return this.#heads;
  }

  /** Bytes of the last request's body so far, without the framing of chunks. */
  get bodyBytes(): number {
    return this.#bodyBytes;
  }

  /** Whether the body of the last request is incomplete. */
  get isInBody(): boolean {
    return ["sized", "lines", "opaque"].includes(this.#state);
  }

  /** Why the last request is to be refused with 400, for a person; `null` where it is not. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Whether the last request is complete and nothing of another one has arrived. */
  get isBetween(): boolean {
    return this.#state === "upgrade" || this.#state === "head" && this.#head === "";
  }

  /**
   * Takes the next bytes of the connection.
   *
   * @throws {FramingError} for a head that is too long, and for HTTP/2
   */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      switch (this.#state) {
        case "head":
          at = this.#pushHead(bytes, at);
          break;
        case "sized":
          at = this.#skip(bytes, at);
          break;
        case "lines":
          at = this.#pushLine(bytes, at);
          break;
        case "upgrade":
          this.#hasEarlyBytes = true;
          return;
        case "opaque":
          return;
      }
    }
  }

  /** Says whether the last request has turned the connection into a WebSocket. */
  settleUpgrade(isSocket: boolean): void {
    if (isSocket || this.#state === "upgrade" && this.#hasEarlyBytes) this.#state = "opaque";
    else if (this.#state === "upgrade") this.#state = "head";
  }

  #pushHead(bytes: Uint8Array, from: number): number {
    // Servers ignore empty lines before a request.
    while (this.#head === "" && (bytes[from] === CARRIAGE_RETURN || bytes[from] === LINE_FEED)) {
      from++;
    }
    const before = this.#head.length;
    // One character a byte, so that positions in the text are positions in the bytes.
    const window = Math.min(MAX_HEAD_BYTES + 1 - before, USUAL_HEAD_BYTES);
    const text = this.#decoder.decode(bytes.subarray(from, from + window));
    const tail = this.#tail;
    const blank = /\n\r?\n/.exec(tail + text);
    const taken = blank === null ? text.length : blank.index + blank[0].length - tail.length;
    this.#head += text.slice(0, taken);
    this.#tail = blank === null ? (tail + text).slice(-BLANK_LINE_BYTES) : "";
    if (this.#head.length > MAX_HEAD_BYTES) {
      throw new FramingError(431, `The request's headers exceed ${MAX_HEAD_BYTES} bytes.`);
    }
    if (blank !== null) {
      const head = this.#head;
      this.#head = "";
      this.#begin(head);
    }
    return from + taken;
  }

  #begin(head: string): void {
    if (/^PRI \* HTTP\/2/.test(head)) {
      throw new FramingError(505, "This server speaks HTTP/1.1 only.");
    }
    this.#heads++;
    this.#bodyBytes = 0;
    this.#fault = hostFault(head);
    this.#chunks = /^transfer-encoding[ \t]*:.*chunked/im.test(head) ? new ChunkFraming() : null;
    this.#remaining = this.#chunks
      ? 0
      : Number(/^content-length[ \t]*:[ \t]*(\d+)/im.exec(head)?.[1] ?? 0);
    this.#hasEarlyBytes = false;
    if (this.#chunks) this.#state = "lines";
    else if (this.#remaining > 0) this.#state = "sized";
    else this.#state = /^upgrade[ \t]*:[ \t]*websocket/im.test(head) ? "upgrade" : "head";
  }

  #skip(bytes: Uint8Array, from: number): number {
    const taken = Math.min(this.#remaining, bytes.length - from);
    this.#remaining -= taken;
    this.#bodyBytes += taken;
    if (this.#remaining === 0) {
      this.#chunks?.endData();
      this.#state = this.#chunks ? "lines" : "head";
    }
    return from + taken;
  }

  #pushLine(bytes: Uint8Array, from: number): number {
    const chunks = this.#chunks!;
    const end = bytes.indexOf(LINE_FEED, from);
    const stop = end < 0 ? bytes.length : end;
    chunks.push(this.#decoder.decode(bytes.subarray(from, stop)), end >= 0);
    if (chunks.state === "data") {
      this.#remaining = chunks.size;
      this.#state = "sized";
    } else if (chunks.state === "over") {
      this.#state = "head";
    } else if (chunks.state === "malformed") {
      this.#fault = chunks.fault;
      this.#state = "opaque";
    }
    return stop + (end < 0 ? 0 : 1);
  }
}
