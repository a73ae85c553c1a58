import { jsonDepth } from "../../../http/json/json_depth.ts";
import { foldName } from "../../../values/columns.ts";
import { equivalentNames } from "../../../values/equivalent_names.ts";
import { parseJson } from "../../../values/json.ts";
import { readRecord } from "../../../values/record.ts";
import { decodeLine, type LineReader, NOT_UTF8 } from "./line_reader.ts";
import { putRecord, type RecordColumn } from "./record_columns.ts";
import { type ScannedNumber, scanNumber } from "./scan_number.ts";
import { EMPTY_HASH, equalsBytes, hashByte, WordCodes } from "./word_codes.ts";

/** Deeper JSON is refused: no record is nested so deeply. */
const MAX_DEPTH = 32;
const MAY_BE_MEANT = -2;
/** Keys whose place in the records is remembered. */
const MAX_KEYS = 256;

/** A key as it was in the record before. */
interface KnownKey {
  bytes: Uint8Array;
  /** Index of its column; -1 for a key that is no feature, -2 for one that may be meant for one. */
  column: number;
}

/**
 * Reads records as JSON objects, one a line.
 *
 * Flat objects of plain words and numbers are read straight from the bytes: keys are expected where
 * the record before had them, words are looked up by their bytes. Whatever is out of the ordinary
 * (escapes, letters beyond ASCII, nested values, long numbers, every fault) is left to `JSON.parse`,
 * so that both ways give the same.
 */
export class JsonReader implements LineReader {
  readonly #columns: readonly RecordColumn[];
  readonly #names: WordCodes;
  /** Names of the features and equivalent ones, folded: keys that are spelled otherwise may be meant. */
  readonly #folded: ReadonlySet<string>;
  readonly #keys: KnownKey[] = [];
  /** For each column the number of the read that met it last. */
  readonly #met: Float64Array;
  #reads = 0;
  readonly #number: ScannedNumber = { value: 0, end: 0 };
  /** The hash of the word that was scanned last. */
  #hash = 0;

  constructor(columns: readonly RecordColumn[]) {
    this.#columns = columns;
    this.#names = new WordCodes(columns.map(({ name }, index) => [name, index]));
    this.#folded = new Set(
      columns.map(({ name }) => foldName(name)).flatMap((fold) => [fold, ...equivalentNames(fold)]),
    );
    this.#met = new Float64Array(columns.length);
  }

  read(bytes: Uint8Array, from: number, to: number, row: number): string | null {
    return this.#readPlain(bytes, from, to, row) ? null : this.#readAny(bytes, from, to, row);
  }

  recordOf(bytes: Uint8Array, from: number, to: number): object {
    const record = parseJson(decodeLine(bytes, from, to)!) as object;
    return readRecord(record, this.#columns.map(({ name }) => name)).record;
  }

  #readAny(bytes: Uint8Array, from: number, to: number, row: number): string | null {
    const text = decodeLine(bytes, from, to);
    if (text === null) return NOT_UTF8;
    if (jsonDepth(text) > MAX_DEPTH) {
      return `The line is nested more than ${MAX_DEPTH} levels deep.`;
    }
    let record: unknown;
    try {
      record = parseJson(text);
    } catch (error) {
      return `The line is not valid JSON: ${(error as Error).message}`;
    }
    if (typeof record !== "object" || record === null || Array.isArray(record)) {
      return "The line is not a JSON object.";
    }
    return putRecord(this.#columns, row, record);
  }

  /** @returns false for a line that is out of the ordinary; the row then holds anything */
  #readPlain(bytes: Uint8Array, from: number, to: number, row: number): boolean {
    const read = ++this.#reads;
    const met = this.#met;
    let missing = met.length;
    let at = skipSpace(bytes, from, to);
    if (at === to || bytes[at] !== OPEN) return false;
    at = skipSpace(bytes, at + 1, to);
    for (let key = 0; at < to && bytes[at] === QUOTE; key++) {
      let column: number;
      const known = key < this.#keys.length ? this.#keys[key] : null;
      const end = known === null ? 0 : at + 1 + known.bytes.length;
      if (
        known && end < to && bytes[end] === QUOTE && equalsBytes(known.bytes, bytes, at + 1, end)
      ) {
        column = known.column;
        at = end + 1;
      } else {
        const close = this.#scanWord(bytes, at + 1, to);
        if (close < 0) return false;
        column = this.#columnOf(bytes, at + 1, close);
        if (key < MAX_KEYS) this.#keys[key] = { bytes: bytes.slice(at + 1, close), column };
        at = close + 1;
      }
      at = skipSpace(bytes, at, to);
      if (at === to || bytes[at] !== COLON) return false;
      at = skipSpace(bytes, at + 1, to);
      if (column === MAY_BE_MEANT) return false;
      if (column >= 0) {
        if (met[column] === read) return false;
        met[column] = read;
        missing--;
      }
      at = this.#readValue(bytes, at, to, row, column);
      if (at < 0) return false;
      at = skipSpace(bytes, at, to);
      if (at === to) return false;
      if (bytes[at] === CLOSE) return this.#isEnd(bytes, at + 1, to, row, missing);
      if (bytes[at] !== COMMA) return false;
      at = skipSpace(bytes, at + 1, to);
    }
    return false;
  }

  /** The column of the key that was scanned last. */
  #columnOf(bytes: Uint8Array, from: number, to: number): number {
    const column = this.#names.find(bytes, from, to, this.#hash);
    if (column >= 0) return column;
    const fold = foldName(decodeLine(bytes, from, to)!);
    return this.#folded.has(fold) ? MAY_BE_MEANT : -1;
  }

  #isEnd(bytes: Uint8Array, at: number, to: number, row: number, missing: number): boolean {
    if (skipSpace(bytes, at, to) !== to) return false;
    if (missing === 0) return true;
    return this.#columns.every((column, index) =>
      this.#met[index] === this.#reads || column.put(row, undefined) === null
    );
  }

  /** @returns the place behind the value, or -1 */
  #readValue(bytes: Uint8Array, at: number, to: number, row: number, index: number): number {
    const column = index < 0 ? null : this.#columns[index];
    if (at < to && bytes[at] === QUOTE) {
      const close = this.#scanWord(bytes, at + 1, to);
      if (close < 0 || !column) return close < 0 ? -1 : close + 1;
      if (column.words && !column.pointsGroup && close > at + 1) {
        const code = column.words.find(bytes, at + 1, close, this.#hash);
        if (code >= 0) {
          column.putCode(row, code);
          return close + 1;
        }
      }
      return column.put(row, decodeLine(bytes, at + 1, close)) === null ? close + 1 : -1;
    }
    if (scanNumber(bytes, at, to, this.#number)) {
      const { value, end } = this.#number;
      if (!column) return end;
      if (column.words) return column.put(row, value) === null ? end : -1;
      column.putNumber(row, value);
      return end;
    }
    for (const { word, value } of LITERALS) {
      const end = at + word.length;
      if (end > to || !equalsBytes(word, bytes, at, end)) continue;
      return !column || column.put(row, value) === null ? end : -1;
    }
    return -1;
  }

  /** @returns the place of the closing quote, or -1 where the word is not plain */
  #scanWord(bytes: Uint8Array, from: number, to: number): number {
    let hash = EMPTY_HASH;
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        this.#hash = hash;
        return at;
      }
      if (byte === BACKSLASH || byte < 0x20 || byte >= 0x7f) return -1;
      hash = hashByte(hash, byte);
    }
    return -1;
  }
}

/** @returns the first place that holds none of JSON's white space */
function skipSpace(bytes: Uint8Array, at: number, to: number): number {
  while (at < to && bytes[at] <= SPACE && isSpace(bytes[at])) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

const encoder = new TextEncoder();
const LITERALS = [true, false, null].map((value) => ({
  value,
  word: encoder.encode(String(value)),
}));
