/**
 * Checks delimited text record by record, byte by byte, before a database reads it: so that every
 * bad line is known by its true line number, however the file is then read in parallel.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { DatasetError } from "../../../base/dataset_error.ts";
import { BYTE_ORDER_MARK, hasMarkAt } from "./encoding.ts";
import {
  type CheckerOptions,
  isSatisfied,
  type LineReport,
  newReport,
  noteRecord,
  noteReject,
  tooLong,
} from "./line_report.ts";
import { type LineRules, RecordScanner, type Span } from "./record_scanner.ts";

const LF = 10, CR = 13;
const MANY_BLANK_LINES = 10_000;

/** Takes a file chunk by chunk; ask for the report at the end. */
export class LineChecker {
  readonly #rules: LineRules;
  readonly #options: CheckerOptions;
  readonly #scanner: RecordScanner;
  /** The byte that ends lines. */
  readonly #end: number;
  #buffer: Buffer = Buffer.alloc(0);
  #line = 1;
  #blankLines = 0;
  #started = false;
  #headerPending: boolean;
  /** Inside a record that is too long: everything up to the next line feed is dropped. */
  #skipping = false;
  #lineEnd: Uint8Array | null = null;
  readonly #report = newReport(true);

  constructor(rules: LineRules, options: CheckerOptions = {}) {
    this.#rules = rules;
    this.#options = options;
    this.#scanner = new RecordScanner(rules, this.#buffer);
    this.#headerPending = rules.header;
    this.#end = rules.lineEnd === "\n" ? LF : CR;
    if (options.joinable || rules.lineEnd === "\r") this.#lineEnd = Uint8Array.from([LF]);
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
    return isSatisfied(this.#report, this.#options);
  }

  #consume(final: boolean): void {
    const buffer = this.#buffer;
    let position = this.#started ? 0 : this.#skipByteOrderMark(final);
    if (position < 0) return;
    this.#scanner.take(buffer);
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
        : this.#scanner.next(position, final, this.#headerPending);
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
    noteRecord(report, this.#options, this.#line);
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
    this.#report.uniform = false;
    noteReject(this.#report, this.#line, reason);
  }

  #writeLineEnds(count: number): void {
    const { sink } = this.#options;
    if (!sink) return;
    this.#lineEnd ??= Uint8Array.from([LF]);
    for (let i = 0; i < count; i++) sink(this.#lineEnd);
  }
}
