import { type Buffer, isAscii, isUtf8 } from "node:buffer";
import { tooLong } from "./line_report.ts";

/** What a well-formed line looks like. */
export interface LineRules {
  /** One ASCII character. */
  delimiter: string;
  /** One ASCII character, or an empty string where the format knows none. */
  quote: string;
  /** Fields of a record. */
  fields: number;
  /** Whether records may end with one empty cell more, below a header that does not. */
  overfull?: boolean;
  /** Lines at the beginning that count as blank, whatever they hold; a text with any is copied. */
  preamble?: number;
  /** Whether the first record names the columns. */
  header: boolean;
  /** What ends a line: LF, with or without CR before it, or CR alone. */
  lineEnd: "\n" | "\r";
  maxLineBytes: number;
}

const PLAIN = 0, DELIMITER = 1, LINE_END = 2, CARRIAGE_RETURN = 3, NUL = 4, QUOTE = 5, STRAY = 6;
const TAB = 9, LF = 10, CR = 13, SPACE = 32;
/** Times a byte, it fills a word. */
const EACH_BYTE = 0x01010101;
/** Bytes with nothing here are control characters: NUL, LF and CR are among them. */
const HIGH_HALVES = 0xf0f0f0f0 | 0;

/** A record found in the buffer. */
export interface Span {
  /** Index after its line end. */
  end: number;
  /** Index after its last byte, without the line end. */
  contentEnd: number;
  /** Line ends in it, its own included. */
  lines: number;
  fault: string | null;
  /** Whether all its cells are empty. */
  empty?: boolean;
  /** Whether it ends with one empty cell more than others have. */
  overfull?: boolean;
  /** Whether it holds characters beyond ASCII and, if so, whether they are valid UTF-8. */
  beyondAscii?: "valid" | "invalid";
}

/** Finds where records begin and end, and what is wrong with them. */
export class RecordScanner {
  readonly #rules: LineRules;
  readonly #kinds = new Uint8Array(256);
  readonly #quote: number;
  readonly #delimiter: number;
  /** The byte that ends lines. */
  readonly #end: number;
  #buffer: Buffer;
  /** The buffer from its first byte that may begin a word. */
  #words: Uint32Array = new Uint32Array();
  #isAscii = false;

  constructor(rules: LineRules, buffer: Buffer) {
    this.#rules = rules;
    this.#buffer = buffer;
    this.#delimiter = rules.delimiter.charCodeAt(0);
    this.#kinds[this.#delimiter] = DELIMITER;
    this.#end = rules.lineEnd === "\n" ? LF : CR;
    this.#kinds[LF] = rules.lineEnd === "\n" ? LINE_END : STRAY;
    this.#kinds[CR] = rules.lineEnd === "\n" ? CARRIAGE_RETURN : LINE_END;
    this.#kinds[0] = NUL;
    this.#quote = rules.quote === "" ? -1 : rules.quote.charCodeAt(0);
    if (this.#quote >= 0) this.#kinds[this.#quote] = QUOTE;
  }

  /** Takes the bytes to look at. */
  take(buffer: Buffer): void {
    this.#buffer = buffer;
    this.#words = wordsOf(buffer);
    this.#isAscii = isAscii(buffer);
  }

  /**
   * Finds the record that starts at `start`.
   *
   * @param final whether the file ends with these bytes
   * @returns `null` when its end is not among them
   */
  next(start: number, final: boolean, isHeader: boolean): Span | null {
    const buffer = this.#buffer;
    const kinds = this.#kinds;
    const length = buffer.length;
    const words = this.#words;
    const shift = words.byteOffset - buffer.byteOffset;
    const [delimiters, quotes] = [this.#delimiter * EACH_BYTE, this.#quote * EACH_BYTE];
    let fields = 1;
    let lines = 0;
    let fault: string | null = null;
    let end = -1;
    let contentEnd = length;
    for (let i = start; i < length; i++) {
      if (((i - shift) & 3) === 0 && i >= shift) {
        // Four bytes at a time, as long as they are plain or delimiters.
        for (let word = (i - shift) >> 2; word < words.length; word++, i += 4) {
          const bytes = words[word];
          if ((zeroBytes(bytes & HIGH_HALVES) | zeroBytes(bytes ^ quotes)) !== 0) break;
          fields += countBytes(zeroBytes(bytes ^ delimiters));
        }
        if (i >= length) break;
      }
      const kind = kinds[buffer[i]];
      if (kind === PLAIN) continue;
      if (kind === DELIMITER) {
        fields++;
      } else if (kind === LINE_END) {
        lines++;
        contentEnd = i;
        end = i + 1;
        break;
      } else if (kind === CARRIAGE_RETURN) {
        if (i + 1 === length && !final) return null;
        if (buffer[i + 1] === LF) {
          lines++;
          contentEnd = i;
          end = i + 2;
          break;
        }
        fault = "the line contains a carriage return";
      } else if (kind === STRAY) {
        fault = "the line contains a line feed";
      } else if (kind === NUL) {
        fault = "the line contains a NUL byte";
      } else if (i === start || kinds[buffer[i - 1]] === DELIMITER) {
        const close = this.#closingQuote(i + 1, final);
        if (close === null) {
          const oversized = length - start > this.#rules.maxLineBytes;
          if (!final && !oversized) return null;
          return this.#firstLineOnly(start, final, "a quote opens here and is never closed");
        }
        for (let j = i + 1; j < close; j++) {
          if (buffer[j] === this.#end) lines++;
          else if (buffer[j] === 0) fault = "the line contains a NUL byte";
        }
        const next = close + 1 < length ? kinds[buffer[close + 1]] : LINE_END;
        if (next === PLAIN || next === QUOTE || next === NUL) {
          return this.#firstLineOnly(start, final, "text follows a closing quote");
        }
        i = close;
      }
    }
    if (end < 0) {
      if (!final) return null;
      end = length;
    }
    if (contentEnd === start) return { end, contentEnd, lines, fault: null };
    if (fields > 1 && this.#isEmpty(start, contentEnd)) {
      return { end, contentEnd, lines, fault: null, empty: true };
    }
    const overfull = this.#rules.overfull === true && fields === this.#rules.fields + 1 &&
      !isHeader && buffer[contentEnd - 1] === this.#delimiter;
    if (contentEnd - start > this.#rules.maxLineBytes) {
      fault = tooLong(this.#rules.maxLineBytes);
    } else if (fault === null && fields !== this.#rules.fields && !overfull) {
      fault = `expected ${this.#rules.fields} fields, found ${fields}`;
    }
    if (this.#isAscii) return { end, contentEnd, lines, fault, overfull };
    const content = buffer.subarray(start, contentEnd);
    if (isAscii(content)) return { end, contentEnd, lines, fault, overfull };
    if (isUtf8(content)) return { end, contentEnd, lines, fault, overfull, beyondAscii: "valid" };
    fault ??= "the line is not valid UTF-8";
    return { end, contentEnd, lines, fault, overfull, beyondAscii: "invalid" };
  }

  /** Whether a record holds nothing but delimiters, blanks and pairs of quotes. */
  #isEmpty(start: number, end: number): boolean {
    for (let i = start; i < end; i++) {
      const byte = this.#buffer[i];
      if (byte !== this.#delimiter && byte !== this.#quote && byte !== SPACE && byte !== TAB) {
        return false;
      }
    }
    return true;
  }

  /** Index of the quote that closes a field; `null` when it is not in the buffer. */
  #closingQuote(from: number, final: boolean): number | null {
    const buffer = this.#buffer;
    for (let at = from;;) {
      const quote = buffer.indexOf(this.#quote, at);
      if (quote < 0 || (quote + 1 === buffer.length && !final)) return null;
      if (buffer[quote + 1] !== this.#quote) return quote;
      at = quote + 2;
    }
  }

  /** A misplaced quote costs the line it is in, not everything up to the next quote. */
  #firstLineOnly(start: number, final: boolean, fault: string): Span | null {
    const lineEnd = this.#buffer.indexOf(this.#end, start);
    if (lineEnd < 0) {
      const end = this.#buffer.length;
      return !final || end - start > this.#rules.maxLineBytes
        ? null
        : { end, contentEnd: end, lines: 0, fault };
    }
    return { end: lineEnd + 1, contentEnd: lineEnd, lines: 1, fault };
  }
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  const start = Math.ceil(byteOffset / 4) * 4;
  const words = (byteOffset + length - start) >> 2;
  return words > 0 ? new Uint32Array(buffer, start, words) : new Uint32Array();
}

/** A word with the highest bit set in each byte that is zero in the word given. */
function zeroBytes(word: number): number {
  return ~((((word & 0x7f7f7f7f) + 0x7f7f7f7f) | 0) | word | 0x7f7f7f7f);
}

/** How many bytes of a word of {@linkcode zeroBytes} have their bit set. */
function countBytes(word: number): number {
  return Math.imul(word >>> 7, EACH_BYTE) >>> 24;
}
