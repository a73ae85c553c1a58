/**
 * Looks words up by their bytes.
 *
 * @module
 */

/** The code of each of some words, found without making a text of the bytes. */
export class WordCodes {
  readonly #words: Uint8Array[];
  readonly #codes: number[];
  /** For each slot one more than the index of its word; 0 for none. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /**
   * @param words pairs of a word and its code; those that are not plain ASCII, or that JSON would
   * escape, are left out
   */
  constructor(words: Iterable<[string, number]>) {
    const plain = [...words].filter(([word]) => PLAIN.test(word));
    const encoder = new TextEncoder();
    this.#words = plain.map(([word]) => encoder.encode(word));
    this.#codes = plain.map(([, code]) => code);
    const size = 2 ** Math.ceil(Math.log2(4 * plain.length + 1));
    this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    this.#words.forEach((word, index) => {
      let slot = hashBytes(word, 0, word.length) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index + 1;
    });
  }

  /**
   * The code of the word between two places, or -1.
   *
   * @param hash of its bytes, as {@linkcode hashByte} makes it
   */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    for (let slot = hash & this.#mask;; slot = (slot + 1) & this.#mask) {
      const index = this.#slots[slot] - 1;
      if (index < 0) return -1;
      if (equalsBytes(this.#words[index], bytes, from, to)) return this.#codes[index];
    }
  }
}

/** What a hash begins with. */
export const EMPTY_HASH = 0x811c9dc5 | 0;

/** A hash with one more byte (FNV-1a). */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Whether a word is between two places. */
export function equalsBytes(
  word: Uint8Array,
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  const { length } = word;
  if (length !== to - from) return false;
  for (let i = 0; i < length; i++) if (word[i] !== bytes[from + i]) return false;
  return true;
}

/** The hash of the bytes between two places. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = EMPTY_HASH;
  for (let i = from; i < to; i++) hash = hashByte(hash, bytes[i]);
  return hash;
}

/** Printable ASCII but quote and backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;
