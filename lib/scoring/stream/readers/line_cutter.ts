/**
 * Cuts bytes that come in blocks into lines.
 *
 * @module
 */
import { concatenated } from "../../../base/typed_arrays.ts";
import { BYTE_ORDER_MARK, hasMarkAt } from "../../../datasets/ingest/source/encoding.ts";

/** A line: bytes between two places, without its line end. */
export interface Line {
  bytes: Uint8Array;
  from: number;
  to: number;
  /** Counted from 1, blank lines among them. */
  number: number;
  /** Whether it was longer than the limit; its bytes are then gone. */
  isTooLong: boolean;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** Keeps what is left of a line between two blocks, and never more than one line. */
export class LineCutter {
  readonly #maxBytes: number;
  /** Begins with what is left of a line; it doubles, so that small blocks cost no more than large. */
  #buffer = new Uint8Array();
  #rest = 0;
  /** Whether the rest of a line that is too long is being passed over. */
  #isSkipping = false;
  #number = 0;

  /** @param maxBytes longest line */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Goes through the lines that a block completes. Blank lines are passed over. The same object is
   * given for every line; its bytes stay as they are.
   *
   * @param isLast whether the last line ends with the block
   */
  *cut(block: Uint8Array, isLast: boolean): Generator<Line, void> {
    let scanned = this.#rest;
    if (scanned > 0 && !isLast && !block.includes(LINE_FEED)) return this.#keep(block, 0);
    const bytes = scanned > 0
      ? concatenated(Uint8Array, [this.#buffer.subarray(0, scanned), block])
      : block;
    this.#rest = 0;
    const line: Line = { bytes, from: 0, to: 0, number: 0, isTooLong: false };
    let from = 0;
    while (from < bytes.length) {
      const feed = bytes.indexOf(LINE_FEED, Math.max(from, scanned));
      if (feed < 0 && !isLast) break;
      const end = feed < 0 ? bytes.length : feed;
      scanned = end + 1;
      line.number = ++this.#number;
      line.isTooLong = this.#isSkipping || end - from > this.#maxBytes;
      this.#isSkipping = false;
      line.from = line.number === 1 && hasMarkAt(bytes, from)
        ? from + BYTE_ORDER_MARK.length
        : from;
      line.to = end > line.from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      from = scanned;
      if (line.isTooLong || !isBlank(line)) yield line;
    }
    this.#keep(bytes, from);
    if (isLast && this.#isSkipping) {
      this.#isSkipping = false;
      yield { ...line, number: ++this.#number, isTooLong: true };
    }
  }

  #keep(bytes: Uint8Array, from: number): void {
    const added = Math.max(0, bytes.length - from);
    const rest = this.#rest + added;
    if (rest > this.#maxBytes) this.#isSkipping = true;
    if (this.#isSkipping) {
      this.#rest = 0;
      return;
    }
    if (rest > this.#buffer.length) {
      const larger = new Uint8Array(Math.min(this.#maxBytes, Math.max(rest, 2 * this.#rest)));
      larger.set(this.#buffer.subarray(0, this.#rest));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes.subarray(from), this.#rest);
    this.#rest = rest;
  }
}

function isBlank({ bytes, from, to }: Line): boolean {
  for (let i = from; i < to; i++) if (bytes[i] > SPACE) return false;
  return true;
}
