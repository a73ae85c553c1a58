/**
 * Checks delimited text record by record, byte by byte, before a database reads it: so that every
 * bad line is known by its true line number, however the file is then read in parallel.
 *
 * @module
 */
import { Buffer, isAscii, isUtf8 } from "node:buffer";
import { DatasetError } from "../../../base/dataset_error.ts";
import { KEPT_REJECTS } from "../../limits.ts";
import { BYTE_ORDER_MARK, hasMarkAt } from "./encoding.ts";

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

/** What a check found. */
export interface LineReport {
  /** Well-formed records, without the header. */
  records: number;
  /** Lines of the file before the first record or header; they are blank. */
  leadingBlankLines: number;
  /** Length of the longest well-formed record in bytes. */
  longest: number;
  /** Records of empty cells only; they are passed over as blank lines are. */
  emptyRecords: number;
  rejected: { count: number; first: { line: number; reason: string }[] };
  /** Whether the file can be read as it is: nothing rejected, one kind of line end. */
  uniform: boolean;
  /** What ends lines where the file is uniform, or in its copy. */
  lineEnd: "\n" | "\r\n";
  /** Lines with characters beyond ASCII, by whether they are valid UTF-8. */
  beyondAscii: { valid: number; invalid: number };
  /** Line numbers of the records asked for. */
  wanted: Map<number, number>;
}

/** What else a checker does. */
export interface CheckerOptions {
  /**
   * Takes the file with rejected records replaced by blank lines and one kind of line end. Lines keep
   * their numbers. Each piece is valid only during the call.
   */
  sink?: (bytes: Uint8Array) => void;
  /**
   * For the sink: leaves out the header, blank lines and rejected ones, and ends every line with LF,
   * so that copies can be joined.
   */
  joinable?: boolean;
  /** Records whose line numbers are to be found, counted from 0 among the well-formed ones. */
  wanted?: Set<number>;
}

const PLAIN = 0, DELIMITER = 1, LINE_END = 2, CARRIAGE_RETURN = 3, NUL = 4, QUOTE = 5, STRAY = 6;
const TAB = 9, LF = 10, CR = 13, SPACE = 32;
/** Times a byte, it fills a word. */
const EACH_BYTE = 0x01010101;
/** Bytes with nothing here are control characters: NUL, LF and CR are among them. */
const HIGH_HALVES = 0xf0f0f0f0 | 0;
const MANY_BLANK_LINES = 10_000;

/** A record found in the buffer. */
interface Span {
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

/** Takes a file chunk by chunk; ask for the report at the end. */
export class LineChecker {
  readonly #rules: LineRules;
  readonly #options: CheckerOptions;
  readonly #kinds: Uint8Array;
  readonly #quote: number;
  readonly #delimiter: number;
  /** The byte that ends lines. */
  readonly #end: number;
  #buffer: Buffer = Buffer.alloc(0);
  /** The buffer from its first byte that may begin a word. */
  #words: Uint32Array = new Uint32Array();
  #line = 1;
  #blankLines = 0;
  #started = false;
  #headerPending: boolean;
  /** Inside a record that is too long: everything up to the next line feed is dropped. */
  #skipping = false;
  #lineEnd: Uint8Array | null = null;
  readonly #report: LineReport = {
    records: 0,
    leadingBlankLines: 0,
    longest: 0,
    emptyRecords: 0,
    rejected: { count: 0, first: [] },
    uniform: true,
    lineEnd: "\n",
    beyondAscii: { valid: 0, invalid: 0 },
    wanted: new Map(),
  };

  constructor(rules: LineRules, options: CheckerOptions = {}) {
    this.#rules = rules;
    this.#options = options;
    this.#headerPending = rules.header;
    this.#kinds = new Uint8Array(256);
    this.#delimiter = rules.delimiter.charCodeAt(0);
    this.#kinds[this.#delimiter] = DELIMITER;
    this.#end = rules.lineEnd === "\n" ? LF : CR;
    this.#kinds[LF] = rules.lineEnd === "\n" ? LINE_END : STRAY;
    this.#kinds[CR] = rules.lineEnd === "\n" ? CARRIAGE_RETURN : LINE_END;
    if (options.joinable || rules.lineEnd === "\r") this.#lineEnd = Uint8Array.from([LF]);
    this.#kinds[0] = NUL;
    this.#quote = rules.quote === "" ? -1 : rules.quote.charCodeAt(0);
    if (this.#quote >= 0) this.#kinds[this.#quote] = QUOTE;
  }

  /** Takes the next bytes of the file. */
  push(chunk: Uint8Array): void {
    const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#buffer = this.#buffer.length === 0 ? next : Buffer.concat([this.#buffer, next]);
    this.#consume(false);
  }

  /** Ends the file. */
  finish(): LineReport {
    this.#consume(true);
    if (this.#lineEnd?.length === 2) this.#report.lineEnd = "\r\n";
    return this.#report;
  }

  /** Whether every record asked for is found, so that reading on serves nothing. */
  get satisfied(): boolean {
    return this.#options.wanted !== undefined &&
      this.#report.wanted.size === this.#options.wanted.size;
  }

  #consume(final: boolean): void {
    const buffer = this.#buffer;
    let position = this.#started ? 0 : this.#skipByteOrderMark(final);
    if (position < 0) return;
    this.#words = wordsOf(buffer);
    const ascii = isAscii(buffer);
    let runStart = position;
    const flush = (end: number) => {
      if (end > runStart) this.#options.sink?.(buffer.subarray(runStart, end));
    };
    while (position < buffer.length) {
      if (this.#skipping) {
        const lineEnd = buffer.indexOf(this.#end, position);
        if (lineEnd < 0) {
          position = runStart = buffer.length;
          break;
        }
        this.#skipping = false;
        if (!this.#options.joinable) this.#writeLineEnds(1);
        this.#line++;
        position = runStart = lineEnd + 1;
        continue;
      }
      const span = this.#line <= (this.#rules.preamble ?? 0)
        ? this.#preambleLine(position, final)
        : this.#nextRecord(position, final, ascii);
      if (span === null) {
        if (buffer.length - position <= this.#rules.maxLineBytes) break;
        flush(position);
        this.#reject(tooLong(this.#rules.maxLineBytes));
        this.#skipping = true;
        continue;
      }
      if (span.beyondAscii) this.#report.beyondAscii[span.beyondAscii]++;
      if (span.fault !== null) {
        flush(position);
        this.#reject(span.fault);
        if (!this.#options.joinable) this.#writeLineEnds(span.lines);
        runStart = span.end;
      } else if (span.empty && !this.#headerPending) {
        flush(position);
        this.#report.emptyRecords++;
        this.#report.uniform = false;
        if (!this.#options.joinable) this.#writeLineEnds(span.lines);
        runStart = span.end;
      } else if (this.#options.joinable && (this.#headerPending || span.contentEnd === position)) {
        flush(position);
        if (span.contentEnd > position) this.#headerPending = false;
        runStart = span.end;
      } else {
        this.#accept(position, span);
        if (span.overfull || this.#endsDifferently(span)) {
          this.#report.uniform = false;
          flush(span.overfull ? span.contentEnd - 1 : span.contentEnd);
          this.#writeLineEnds(1);
          runStart = span.end;
        }
      }
      this.#line += span.lines;
      position = span.end;
    }
    flush(position);
    this.#buffer = Buffer.from(buffer.subarray(position));
  }

  #skipByteOrderMark(final: boolean): number {
    if (this.#buffer.length < BYTE_ORDER_MARK.length && !final) return -1;
    this.#started = true;
    return hasMarkAt(this.#buffer, 0) ? BYTE_ORDER_MARK.length : 0;
  }

  #preambleLine(start: number, final: boolean): Span | null {
    const lineEnd = this.#buffer.indexOf(this.#end, start);
    if (lineEnd < 0 && !final) return null;
    const end = lineEnd < 0 ? this.#buffer.length : lineEnd + 1;
    return { end, contentEnd: start, lines: 1, fault: null };
  }

  /** Finds the record that starts at `start`; `null` when its end is not in the buffer yet. */
  #nextRecord(start: number, final: boolean, ascii: boolean): Span | null {
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
      !this.#headerPending && buffer[contentEnd - 1] === this.#delimiter;
    if (contentEnd - start > this.#rules.maxLineBytes) {
      fault = tooLong(this.#rules.maxLineBytes);
    } else if (fault === null && fields !== this.#rules.fields && !overfull) {
      fault = `expected ${this.#rules.fields} fields, found ${fields}`;
    }
    if (ascii) return { end, contentEnd, lines, fault, overfull };
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

  #accept(start: number, span: Span): void {
    const report = this.#report;
    if (span.contentEnd === start) {
      if (this.#line === report.leadingBlankLines + 1) report.leadingBlankLines++;
      // DuckDB gives up on very many of them.
      if (++this.#blankLines > MANY_BLANK_LINES) report.uniform = false;
      return;
    }
    report.longest = Math.max(report.longest, span.end - start);
    if (this.#headerPending) {
      this.#headerPending = false;
      return;
    }
    if (this.#options.wanted?.has(report.records)) report.wanted.set(report.records, this.#line);
    report.records++;
  }

  #endsDifferently(span: Span): boolean {
    if (span.end === span.contentEnd) return false;
    if (this.#end === CR) return true;
    const width = span.end - span.contentEnd;
    this.#lineEnd ??= Uint8Array.from(width === 2 ? [CR, LF] : [LF]);
    return this.#lineEnd.length !== width;
  }

  #reject(reason: string): void {
    if (this.#headerPending) {
      throw new DatasetError(`The header in line ${this.#line} cannot be read: ${reason}.`);
    }
    const { rejected } = this.#report;
    this.#report.uniform = false;
    rejected.count++;
    if (rejected.first.length < KEPT_REJECTS) rejected.first.push({ line: this.#line, reason });
  }

  #writeLineEnds(count: number): void {
    const { sink } = this.#options;
    if (!sink) return;
    this.#lineEnd ??= Uint8Array.from([LF]);
    for (let i = 0; i < count; i++) sink(this.#lineEnd);
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

/** The fault of a line beyond the limit. */
export function tooLong(maxLineBytes: number): string {
  const limit = maxLineBytes >= 2 ** 20
    ? `${+(maxLineBytes / 2 ** 20).toFixed(1)} MiB`
    : `${maxLineBytes} bytes`;
  return `the line is longer than ${limit}`;
}
