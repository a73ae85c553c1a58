/**
 * Delimited text, with or without a header: comma, semicolon, tab or vertical bar.
 *
 * @module
 */
import { DatasetError } from "../types.ts";
import { rolesByName } from "../roles.ts";
import { firstRecords, splitRecord } from "../source/records.ts";
import { uniqueNames } from "./column_names.ts";
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
    const start = text.search(/[^\r\n]/);
    const dialect = likeliestDialect(text, start, sample.complete);
    if (dialect === null) return null;
    const { delimiter, next, agreement } = dialect;
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
      throw new DatasetError("The file holds a header and no records.");
    }
    const { columns, warnings } = header ? named(first.fields) : numbered(first.fields.length);
    return {
      format: "csv",
      delimiter,
      quote: QUOTE,
      header,
      columns,
      dottedLabels: false,
      doubtful,
      warnings,
    };
  },
};

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
      name: `column_${i + 1}`,
      type: "unknown",
    })),
    warnings: [
      "The first line holds values, not column names; the columns are named after their positions. " +
      "Say which one is the label, if any is.",
    ],
  };
}

/** The delimiter that gives the first record most fields, where the next records agree with it. */
function likeliestDialect(text: string, start: number, complete: boolean) {
  const candidates = DELIMITERS.map((delimiter) => {
    const [first, ...next] = firstRecords(text.slice(start, start + SAMPLED_CHARACTERS), {
      delimiter,
      quote: QUOTE,
      limit: SAMPLED_RECORDS,
      complete: complete && text.length - start <= SAMPLED_CHARACTERS,
    });
    const fields = first?.length ?? splitRecord(text, start, delimiter, QUOTE).fields.length;
    const numbers = (first ?? []).filter((cell) =>
      cell !== "" && !Number.isNaN(Number(cell))
    ).length;
    const agreeing = next.filter((record) => record.length === fields).length;
    const agreement = next.length === 0 ? 1 : agreeing / next.length;
    return { delimiter, fields, numbers, next, agreement };
  });
  const [best] = candidates
    .filter(({ fields }) => fields > 1)
    .sort((a, b) => b.agreement - a.agreement || b.fields - a.fields || b.numbers - a.numbers);
  return best ?? null;
}
