/**
 * What is found out about the lines of a file, and noted the same way by all that read lines.
 *
 * @module
 */
import { KEPT_REJECTS } from "../../limits.ts";

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

/** A report of a file of which nothing is read yet. */
export function newReport(isUniform: boolean): LineReport {
  return {
    records: 0,
    leadingBlankLines: 0,
    longest: 0,
    emptyRecords: 0,
    rejected: { count: 0, first: [] },
    uniform: isUniform,
    lineEnd: "\n",
    beyondAscii: { valid: 0, invalid: 0 },
    wanted: new Map(),
  };
}

/** Notes a well-formed record that begins in a line. */
export function noteRecord(report: LineReport, { wanted }: CheckerOptions, line: number): void {
  if (wanted?.has(report.records)) report.wanted.set(report.records, line);
  report.records++;
}

/** Notes a line that cannot be read. */
export function noteReject({ rejected }: LineReport, line: number, reason: string): void {
  rejected.count++;
  if (rejected.first.length < KEPT_REJECTS) rejected.first.push({ line, reason });
}

/** Whether every record asked for is found, so that reading on serves nothing. */
export function isSatisfied(report: LineReport, { wanted }: CheckerOptions): boolean {
  return wanted !== undefined && report.wanted.size === wanted.size;
}

/** The fault of a line beyond the limit. */
export function tooLong(maxLineBytes: number): string {
  const limit = maxLineBytes >= 2 ** 20
    ? `${+(maxLineBytes / 2 ** 20).toFixed(1)} MiB`
    : `${maxLineBytes} bytes`;
  return `the line is longer than ${limit}`;
}
