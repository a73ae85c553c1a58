/**
 * Delimited text, with or without a header: comma, semicolon, tab or vertical bar.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { rolesByName } from "../columns/roles.ts";
import { firstRecords, splitRecord } from "../ingest/source/records.ts";
import { isNumber } from "../../values/number.ts";
import { positionalName, uniqueNames } from "./column_names.ts";
import type { Format, LayoutColumn } from "./format.ts";
import { hasHeader } from "./header.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const QUOTE = '"';
const SAMPLED_CHARACTERS = 65_536;
const SAMPLED_RECORDS = 20;

/** CSV as RFC 4180 has it. Types are left to the values. */
export const csv: Format = {
  id: "csv",
  recognise(sample) {
    const text = sample.text.replace(/^\uFEFF/, "");
    const preamble = findPreamble(text);
    const start = Math.max(0, text.slice(preamble.end).search(/[^\r\n]/)) + preamble.end;
    const dialect = likeliestDialect(text, start, sample.complete);
    if (dialect === null) return null;
    const { delimiter, next, agreement, overfull } = dialect;
    const first = splitRecord(text, start, delimiter, QUOTE);
    if (!first.closed && !sample.complete) {
      throw new DatasetError(
        "The first line is longer than 1 MiB. A CSV file begins with a line of column names or of " +
          "values.",
      );
    }
    const header = hasHeader(first.fields, next);
    const doubtful = agreement < 0.5;
    if (!header && doubtful) return null;
    if (header && text.slice(first.end).trim() === "" && sample.complete) {
      throw new DatasetError("The file has a header and no records.");
    }
    const { columns, warnings } = header ? named(first.fields) : numbered(first.fields.length);
    return {
      format: "csv",
      delimiter,
      quote: QUOTE,
      ...(preamble.lines > 0 && { preamble: preamble.lines }),
      ...(header && overfull && { overfull }),
      header,
      columns,
      dottedLabels: false,
      doubtful,
      warnings,
    };
  },
};

/**
 * What is above the table: Excel's line `sep=;`, rows of empty cells, or comments that begin with
 * `#`. A last comment with as many fields as the line below it names the columns and belongs to the
 * table.
 */
function findPreamble(text: string): { lines: number; end: number } {
  const excel = /^sep=.\r?\n/i.exec(text);
  if (excel) return { lines: 1, end: excel[0].length };
  const empty = /^(?:[,;\t| "]*[,;\t|][,;\t| "]*\r?\n)+/.exec(text)?.[0];
  if (empty) return { lines: empty.split("\n").length - 1, end: empty.length };
  const comments = /^(?:#[^\n]*\n)*/.exec(text)![0];
  const lines = comments.split("\n").slice(0, -1);
  if (lines.length === 0) return { lines: 0, end: 0 };
  const last = comments.length - lines.at(-1)!.length - 1;
  const namesColumns = DELIMITERS.some((delimiter) => {
    const fields = (start: number) => splitRecord(text, start, delimiter, QUOTE).fields.length;
    return fields(last) > 1 && fields(last) === fields(comments.length);
  });
  return namesColumns
    ? { lines: lines.length - 1, end: last }
    : { lines: lines.length, end: comments.length };
}

/** Columns by their names. */
export function named(raw: string[]): { columns: LayoutColumn[]; warnings: string[] } {
  const { names, warnings } = uniqueNames(raw);
  const roles = rolesByName(names);
  const columns = names.map((name, i): LayoutColumn => {
    const role = roles.byColumn[i];
    const words = role === "label" || role === "category";
    return { name, type: words ? "categorical" : "unknown", ...(role && { role }) };
  });
  return { columns, warnings: [...warnings, ...roles.warnings] };
}

function numbered(count: number): { columns: LayoutColumn[]; warnings: string[] } {
  return {
    columns: Array.from({ length: count }, (_, i) => ({
      name: positionalName(i),
      type: "unknown",
    })),
    warnings: [
      "The first line contains values, not column names; columns are named by position.",
    ],
  };
}

/** Whether a record ends with one empty cell more than it should have. */
function isOverfull(record: string[], fields: number): boolean {
  return record.length === fields + 1 && record.at(-1) === "";
}

/** The delimiter that gives the first record most fields, where the next records agree with it. */
function likeliestDialect(text: string, start: number, complete: boolean) {
  const candidates = DELIMITERS.map((delimiter) => {
    const [first, ...following] = firstRecords(text.slice(start, start + SAMPLED_CHARACTERS), {
      delimiter,
      quote: QUOTE,
      limit: SAMPLED_RECORDS,
      complete: complete && text.length - start <= SAMPLED_CHARACTERS,
    });
    const next = following.filter((record) => record.some((cell) => cell.trim() !== ""));
    const fields = first?.length ?? splitRecord(text, start, delimiter, QUOTE).fields.length;
    const numbers = (first ?? []).filter(isNumber).length;
    const overfull = 2 * next.filter((record) => isOverfull(record, fields)).length > next.length;
    const agreeing = next.filter((record) =>
      record.length === fields || (overfull && isOverfull(record, fields))
    );
    const agreement = next.length === 0 ? 1 : agreeing.length / next.length;
    return { delimiter, fields, numbers, next, agreement, overfull };
  });
  const [best] = candidates
    .filter(({ fields }) => fields > 1)
    .sort((a, b) => b.agreement - a.agreement || b.fields - a.fields || b.numbers - a.numbers);
  return best ?? null;
}
