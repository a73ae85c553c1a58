/**
 * Turns the lines of a format that is not delimited text into CSV, so that one reader serves all.
 *
 * @module
 */
import { Buffer, isAscii, isUtf8 } from "node:buffer";
import type { LineParser } from "../../formats/format.ts";
import {
  type CheckerOptions,
  isSatisfied,
  type LineReport,
  newReport,
  noteRecord,
  noteReject,
  tooLong,
} from "./line_report.ts";

/** What a line converter needs to know. */
export interface ConverterRules {
  parser: LineParser;
  lineEnd: "\n" | "\r";
  maxLineBytes: number;
}

const BYTE_ORDER_MARK = "\uFEFF";
const WRITTEN_AT_ONCE = 2 ** 20;

/** Takes a file chunk by chunk, as `LineChecker` does; its sink gets CSV without a header. */
export class LineConverter {
  readonly #rules: ConverterRules;
  readonly #options: CheckerOptions;
  readonly #end: number;
  #buffer: Buffer = Buffer.alloc(0);
  #line = 1;
  /** Inside a line that is too long: everything up to the next line end is dropped. */
  #skipping = false;
  #written = "";
  readonly #report = newReport(false);

  constructor(rules: ConverterRules, options: CheckerOptions = {}) {
    this.#rules = rules;
    this.#options = options;
    this.#end = rules.lineEnd.charCodeAt(0);
  }

  /** Takes the next bytes of the file. */
  push(chunk: Uint8Array): void {
    const next = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const buffer = this.#buffer.length === 0 ? next : Buffer.concat([this.#buffer, next]);
    const ascii = isAscii(buffer);
    let position = 0;
    for (;;) {
      const end = buffer.indexOf(this.#end, position);
      if (end < 0) break;
      if (this.#skipping) this.#skipping = false;
      else this.#takeLine(buffer.subarray(position, end), ascii);
      this.#line++;
      position = end + 1;
    }
    if (!this.#skipping && buffer.length - position > this.#rules.maxLineBytes) {
      this.#reject(tooLong(this.#rules.maxLineBytes));
      this.#skipping = true;
    }
    this.#buffer = this.#skipping ? Buffer.alloc(0) : Buffer.from(buffer.subarray(position));
    this.#flush();
  }

  /** Ends the file. */
  finish(): LineReport {
    if (!this.#skipping && this.#buffer.length > 0) this.#takeLine(this.#buffer, false);
    this.#buffer = Buffer.alloc(0);
    this.#flush();
    return this.#report;
  }

  /** Whether every record asked for is found, so that reading on serves nothing. */
  get satisfied(): boolean {
    return isSatisfied(this.#report, this.#options);
  }

  #takeLine(bytes: Buffer, ascii: boolean): void {
    const report = this.#report;
    if (bytes.length > this.#rules.maxLineBytes) {
      return this.#reject(tooLong(this.#rules.maxLineBytes));
    }
    const plain = ascii || isAscii(bytes);
    if (!plain) {
      const valid = isUtf8(bytes);
      report.beyondAscii[valid ? "valid" : "invalid"]++;
      if (!valid) return this.#reject("the line is not valid UTF-8");
    }
    let line = plain ? bytes.toString("latin1") : bytes.toString("utf8");
    if (this.#line === 1 && line.startsWith(BYTE_ORDER_MARK)) line = line.slice(1);
    if (line.endsWith("\r")) line = line.slice(0, -1);
    if (line.includes("\0")) return this.#reject("the line contains a NUL byte");
    const parsed = this.#rules.parser.parse(line);
    if (parsed === null) return;
    if ("fault" in parsed) return this.#reject(parsed.fault);
    noteRecord(report, this.#options, this.#line);
    // A character of UTF-16 takes three bytes of UTF-8 at most.
    report.longest = Math.max(report.longest, 3 * parsed.record.length + 1);
    if (!this.#options.sink) return;
    this.#written += parsed.record + "\n";
    // A few bytes can stand for a wide record.
    if (this.#written.length >= WRITTEN_AT_ONCE) this.#flush();
  }

  #reject(reason: string): void {
    noteReject(this.#report, this.#line, reason);
  }

  #flush(): void {
    if (this.#written === "") return;
    this.#options.sink!(Buffer.from(this.#written));
    this.#written = "";
  }
}
