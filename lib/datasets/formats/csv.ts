/**
 * Delimited text with a header: comma, semicolon, tab or vertical bar.
 *
 * @module
 */
import { DatasetError } from "../types.ts";
import { rolesByName } from "../roles.ts";
import { firstRecords, splitRecord } from "../source/records.ts";
import { uniqueNames } from "./column_names.ts";
import type { Format } from "./format.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const QUOTE = '"';

/** CSV as RFC 4180 has it, with a header. Types are left to the values. */
export const csv: Format = {
  id: "csv",
  recognise(sample) {
    const text = sample.text.replace(/^\uFEFF/, "");
    const start = text.search(/[^\r\n]/);
    const delimiter = likeliestDelimiter(text, start, sample.complete);
    if (delimiter === null) return null;
    const header = splitRecord(text, start, delimiter, QUOTE);
    if (!header.closed && !sample.complete) {
      throw new DatasetError(
        "The first line is longer than 1 MiB. A CSV file begins with a line of column names.",
      );
    }
    refuseValuesAsHeader(header.fields);
    if (text.slice(header.end).trim() === "" && sample.complete) {
      throw new DatasetError("The file holds a header and no records.");
    }
    const { names, warnings } = uniqueNames(header.fields);
    const roles = rolesByName(names);
    return {
      format: "csv",
      delimiter,
      quote: QUOTE,
      header: true,
      columns: names.map((name, i) => {
        const role = roles.byColumn[i];
        const words = role === "label" || role === "category";
        return { name, type: words ? "categorical" : "unknown", ...(role && { role }) };
      }),
      dottedLabels: false,
      warnings: [...warnings, ...roles.warnings],
    };
  },
};

/** The delimiter that gives the header most fields, where the next records agree with it. */
function likeliestDelimiter(text: string, start: number, complete: boolean): string | null {
  const candidates = DELIMITERS.map((delimiter) => {
    const fields = splitRecord(text, start, delimiter, QUOTE).fields.length;
    const next = firstRecords(text.slice(start, start + 65_536), {
      delimiter,
      quote: QUOTE,
      limit: 11,
      complete: complete && text.length - start <= 65_536,
    }).slice(1);
    const agreeing = next.filter((record) => record.length === fields).length;
    return { delimiter, fields, agreement: next.length === 0 ? 1 : agreeing / next.length };
  });
  const [best] = candidates
    .filter(({ fields }) => fields > 1)
    .sort((a, b) => b.agreement - a.agreement || b.fields - a.fields);
  return best?.delimiter ?? null;
}

function refuseValuesAsHeader(fields: string[]): void {
  const numbers = fields.filter((field) => field.trim() !== "" && !Number.isNaN(Number(field)));
  if (numbers.length <= fields.length / 2) return;
  throw new DatasetError(
    "The first line holds values, not column names, and the file is neither KDD'99 nor NSL-KDD " +
      "(42 or 43 fields). Add a line with the name of each column at the top.",
  );
}
