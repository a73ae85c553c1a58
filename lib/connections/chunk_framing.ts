/** Bytes of the extensions and trailers of one chunked body: `Deno.serve` gives up at 16 KiB. */
const MOST_EXTRA_BYTES = 8 * 1024;

/** Trailers of one body: `Deno.serve` gives up at more than 100. */
const MOST_TRAILERS = 100;

/** A size and its extensions (RFC 9112, section 7.1), up to 2^52 bytes. */
const SIZE_LINE = /^(0*[\da-f]{1,13}) *(;[ -~]*)?\r$/i;

/** The beginning of a line that may still become a size line. */
const SIZE_BEGINNING = /^([\da-f]+ *(;[ -~]*)?\r?)?$/i;

/** One field of the trailers (RFC 9110, section 5). */
const TRAILER = /^[!#$%&'*+\-.^_`|~\w]+:[\t -~\x80-\xff]*\r$/;

/** What comes next in a chunked body. */
export type ChunkState = "size" | "data" | "end of data" | "trailers" | "over" | "malformed";

/**
 * Follows a chunked body (RFC 9112, section 7.1) by its lines, as strictly as the HTTP server that reads
 * it afterwards: what that would not understand is malformed here.
 */
export class ChunkFraming {
  /** Bytes of the chunk whose data come next. */
  size = 0;
  #state: ChunkState = "size";
  #line = "";
  #extraBytes = 0;
  #trailers = 0;
  #fault = "";

  get state(): ChunkState {
    return this.#state;
  }

  /** What is wrong with a malformed body, for a person. */
  get fault(): string {
    return this.#fault;
  }

  /** Says that the data of a chunk have passed. */
  endData(): void {
    this.#state = "end of data";
  }

  /**
   * Takes text that is not data.
   *
   * @param isWhole whether it ends with a line feed, which is left out
   */
  push(text: string, isWhole: boolean): void {
    this.#line += text;
    if (this.#line.length + this.#extraBytes > MOST_EXTRA_BYTES) {
      return this.#fail(
        `The extensions and trailers of the body exceed ${MOST_EXTRA_BYTES} bytes.`,
      );
    }
    const line = this.#line;
    if (!isWhole) return this.#checkBeginning(line);
    this.#line = "";
    if (this.#state === "size") this.#begin(line);
    else if (this.#state === "trailers") this.#trailer(line);
    else if (line === "\r") this.#state = "size";
    else this.#failAtEnd();
  }

  /** A server that reads byte by byte closes the connection before the end of a line that is wrong. */
  #checkBeginning(line: string): void {
    if (this.#state === "end of data" && line !== "" && line !== "\r") this.#failAtEnd();
    else if (this.#state === "size" && !SIZE_BEGINNING.test(line)) this.#failAtSize();
    else if (this.#state === "trailers" && /\r./.test(line)) this.#failAtTrailer();
  }

  #begin(line: string): void {
    const [, digits, extension = ""] = SIZE_LINE.exec(line) ?? [];
    if (digits === undefined) return this.#failAtSize();
    this.#extraBytes += extension.length;
    this.size = parseInt(digits, 16);
    this.#state = this.size === 0 ? "trailers" : "data";
  }

  #trailer(line: string): void {
    this.#extraBytes += line.length;
    if (line === "\r") this.#state = "over";
    else if (!TRAILER.test(line) || ++this.#trailers > MOST_TRAILERS) {
      this.#failAtTrailer();
    }
  }

  #failAtSize(): void {
    this.#fail("The body has a chunk without a valid size.");
  }

  #failAtEnd(): void {
    this.#fail("A chunk of the body is longer than its size says.");
  }

  #failAtTrailer(): void {
    this.#fail("The body ends with trailers that are not valid.");
  }

  #fail(fault: string): void {
    this.#state = "malformed";
    this.#fault = fault;
  }
}
