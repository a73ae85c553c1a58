/**
 * What a format is. Each format is in its own file and is listed in `mod.ts`.
 *
 * @module
 */
import type { ColumnRole, DatasetFormat } from "../../resources/dataset.ts";
import type { EventKind } from "../../values/event_kind.ts";
import type { Sample } from "../ingest/source/sample.ts";

/** A column as a format knows it before any value is read. */
export interface LayoutColumn {
  name: string;
  /** `"unknown"`: the values of the whole file decide. */
  type: "numeric" | "categorical" | "unknown";
  /** Where the format or the name fixes the role. */
  role?: ColumnRole;
  /** Why it is no feature, in a sentence, where the role alone does not say it. */
  reason?: string;
  /** Whether the format says that a label's 1 is an attack and its 0 is not. */
  yesMeansAttack?: boolean;
}

/** A piece of labels that is written differently from what it means. */
export interface LabelFix {
  written: string;
  meant: string;
}

/** What became of one line: a record as {@linkcode csvRecord} writes it, a fault, or nothing. */
export type ParsedLine = { record: string } | { fault: string } | null;

/** Reads the lines of one file in their order. */
export interface LineParser {
  parse(line: string): ParsedLine;
  /** Columns met so far that the layout lacks. */
  readonly newColumns?: ReadonlySet<string>;
}

/** How to read one text file. */
export interface Layout {
  format: DatasetFormat;
  /** One ASCII character. */
  delimiter: string;
  /** One ASCII character, or an empty string where quotes have no meaning. */
  quote: string;
  /** Lines at the beginning that are no part of the table. */
  preamble?: number;
  /** Whether most records end with one empty cell more than the header. */
  overfull?: boolean;
  /** Whether the first record names the columns. */
  header: boolean;
  columns: LayoutColumn[];
  /** For formats that are not delimited text: turns their lines into it. */
  createParser?: () => LineParser;
  /** For formats whose columns are in every record: the layout with more of them. */
  withColumns?: (names: Iterable<string>) => Layout;
  /** Whether labels end with a dot that is not part of them. */
  dottedLabels: boolean;
  labelFixes?: LabelFix[];
  /** What kind of records the file holds, where a key names it. */
  recordKind?: EventKind;
  /** Whether most of the first records do not fit, as in prose that holds commas. */
  doubtful?: boolean;
  /** What a person should know, in sentences. */
  warnings: string[];
}

/** A format that files may have. */
export interface Format {
  id: DatasetFormat;
  /**
   * Looks at the beginning of a file.
   *
   * @param kind of records to read, where the format has several in one file and a person chooses
   * @returns how to read the file, or `null` when it has another format
   * @throws {DatasetError} when it has this format and a fault that makes reading pointless
   */
  recognise(sample: Sample, kind?: string): Layout | null;
}

/** What {@linkcode csvRecord} writes. */
export const PARSED_DELIMITER = ",";
/** What {@linkcode csvRecord} puts around fields that need it. */
export const PARSED_QUOTE = '"';

/**
 * Puts fields together to a line of CSV, without a line end.
 *
 * @example
 * ```ts
 * import { csvRecord } from "./format.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(csvRecord(["1", "a,b", ""]), '1,"a,b",');
 * ```
 */
export function csvRecord(fields: string[]): string {
  // A blank line would be no record.
  if (fields.length === 1 && fields[0] === "") return '""';
  return fields.map(csvField).join(PARSED_DELIMITER);
}

function csvField(field: string): string {
  const text = field.includes("\0") ? field.replaceAll("\0", "\uFFFD") : field;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
