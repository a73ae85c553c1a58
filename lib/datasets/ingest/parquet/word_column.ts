/**
 * A column of words that comes value by value.
 *
 * Texts are written as bytes at once: kept as strings until a row group is full, hundreds of thousands
 * of them would be moved by the garbage collector again and again.
 *
 * @module
 */

/** Bytes of a text's length in front of it. */
const LENGTH_BYTES = 4;
const FIRST_BYTES = 2 ** 16;

/** Words of a row group, as the bytes that a page of Parquet has in the encoding `PLAIN`. */
export class WordColumn {
  readonly #encoder = new TextEncoder();
  readonly #front: number;
  /** A bit a row: whether it has a word. */
  readonly #present: Uint8Array;
  #bytes: Uint8Array<ArrayBuffer>;
  #end: number;
  #rows = 0;
  #count = 0;

  /**
   * @param maxRows rows at most
   * @param front bytes that are left free in front of the words
   */
  constructor(maxRows: number, front: number) {
    this.#front = front;
    this.#present = new Uint8Array(Math.ceil(maxRows / 8));
    this.#bytes = new Uint8Array(front + FIRST_BYTES);
    this.#end = front;
  }

  /** Rows so far. */
  get rows(): number {
    return this.#rows;
  }

  /** Rows that have a word. */
  get count(): number {
    return this.#count;
  }

  /** A bit a row, the lowest first: whether it has a word. */
  get present(): Uint8Array {
    return this.#present;
  }

  /** The free bytes and the words behind them; until the next word is added. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#end);
  }

  /** Adds a row; an empty word is missing. */
  add(word: string): void {
    const row = this.#rows++;
    if (word === "") return;
    this.#present[row >> 3] |= 1 << (row & 7);
    this.#count++;
    const start = this.#end + LENGTH_BYTES;
    // A character of UTF-16 takes three bytes of UTF-8 at most.
    if (start + 3 * word.length > this.#bytes.length) this.#grow(start + 3 * word.length);
    const size = this.#put(start, word);
    for (let i = 0; i < LENGTH_BYTES; i++) this.#bytes[this.#end + i] = size >> 8 * i;
    this.#end = start + size;
  }

  /** Takes all rows out. */
  clear(): void {
    this.#present.fill(0);
    this.#end = this.#front;
    this.#rows = 0;
    this.#count = 0;
  }

  /** Writes a text in UTF-8, and gives its bytes. */
  #put(at: number, text: string): number {
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return this.#encoder.encodeInto(text, bytes.subarray(at)).written;
      bytes[at + i] = code;
    }
    return text.length;
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    bytes.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = bytes;
  }
}
