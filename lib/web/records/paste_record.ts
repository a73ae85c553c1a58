/**
 * A record that somebody pastes: a raw line of KDD'99 or NSL-KDD, a line of CSV with or without its
 * header, a JSON object, or a record of a Zeek log below its header.
 *
 * @module
 */
// @ts-types="../../tables/std_csv.d.ts"
import { parse } from "@std/csv";
import { formatPlural } from "../../base/format.ts";
import type { InputRecord, ModelInput } from "../../learning/features/input.ts";
import { mapColumns, type MappedColumn } from "../../values/columns.ts";
import { flattenRecord } from "../../values/flatten.ts";
import { parseJson } from "../../values/json.ts";
import { startsZeekLog, ZeekHeader } from "../../values/zeek.ts";

/** What is known of the columns that a line without a header may have. */
export interface PasteLayouts {
  /** The columns of the training data, in its order; empty where it is not there. */
  training: string[];
  /** The 41 features of KDD'99, in their order. */
  kdd: readonly string[];
}

/** What was pasted, or why it cannot be used. */
export type PastedRecord =
  | {
    /** Values by feature; features that were not among them are left out. */
    record: InputRecord;
    /** What it was taken for, in words. */
    takenFor: string;
    /** Features that it has no value for. */
    missing: string[];
    /** Features that were read from names of other case or punctuation. */
    mapped: MappedColumn[];
    /** What it has beside the features. */
    ignored: string[];
  }
  | { fault: string };

const PROTOCOLS = new Set(["tcp", "udp", "icmp"]);
const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Reads what was pasted.
 *
 * @param inputs the features that are asked for
 */
export function readPasted(
  text: string,
  inputs: ModelInput[],
  layouts: PasteLayouts,
): PastedRecord {
  const trimmed = text.replace(/^\uFEFF/, "").replace(/^sep=.\r?\n/i, "").trim();
  if (trimmed === "") return { fault: "Nothing was pasted." };
  const named = trimmed.startsWith("{")
    ? readJson(trimmed)
    : startsZeekLog(trimmed)
    ? readZeek(trimmed)
    : readLines(trimmed, inputs, layouts);
  return "fault" in named ? named : fit(named, inputs);
}

interface NamedValues {
  values: Map<string, InputRecord[string]>;
  takenFor: string;
}

function fit({ values, takenFor }: NamedValues, inputs: ModelInput[]): PastedRecord {
  const names = inputs.map(({ name }) => name);
  const { columns, mapped, missing } = mapColumns(names, [...values.keys()]);
  const found = names.filter((name) => columns.has(name));
  if (found.length === 0) {
    return {
      fault: `None of the features is in it: expected ${listed(names)}, found ${
        listed([...values.keys()])
      }.`,
    };
  }
  const used = new Set(columns.values());
  return {
    record: Object.fromEntries(found.map((name) => [name, values.get(columns.get(name)!)!])),
    takenFor,
    missing,
    mapped,
    ignored: [...values.keys()].filter((name) => !used.has(name)),
  };
}

function readJson(text: string): NamedValues | { fault: string } {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return { fault: 'This is no valid JSON. Paste one object, such as {"duration": 0}.' };
  }
  const record = flattenRecord(value as object);
  return { values: new Map(Object.entries(record)), takenFor: "a JSON object" };
}

function readZeek(text: string): NamedValues | { fault: string } {
  const header = new ZeekHeader();
  const records: string[][] = [];
  for (const line of text.split(/\r?\n/).filter((line) => line !== "")) {
    if (line.startsWith("#")) header.direct(line);
    else records.push(header.values(line));
  }
  const { fields } = header;
  if (fields.length === 0) return { fault: "The Zeek log has no #fields line." };
  if (records.length !== 1) {
    return { fault: `These are ${records.length} records below the header. Paste one.` };
  }
  const [cells] = records;
  if (cells.length !== fields.length) {
    return {
      fault: `The header has ${
        formatPlural(fields.length, "column")
      }, but the record has ${cells.length}.`,
    };
  }
  return { values: named(fields, cells), takenFor: "a record of a Zeek log" };
}

function readLines(
  text: string,
  inputs: ModelInput[],
  { training, kdd }: PasteLayouts,
): NamedValues | { fault: string } {
  const delimiter = DELIMITERS.toSorted((a, b) => count(text, b) - count(text, a))[0];
  let lines: string[][];
  try {
    lines = parse(text, { separator: delimiter })
      .map((line) => line.map((cell) => cell.trim()))
      .filter((line) => line.some((cell) => cell !== ""));
  } catch {
    return {
      fault: "This is not valid CSV: a quotation mark is not closed, or lines differ in length.",
    };
  }
  if (lines.length === 0) return { fault: "There are no values between the separators." };
  if (lines.length > 2) {
    return { fault: `These are ${lines.length} lines. Paste one record, or a header and one.` };
  }
  if (lines.length === 2) {
    const [header, cells] = lines;
    if (header.length !== cells.length) {
      return {
        fault: `The header has ${
          formatPlural(header.length, "column")
        }, but the record has ${cells.length}.`,
      };
    }
    return { values: named(header, cells), takenFor: "a header and a record" };
  }
  const [cells] = lines;
  const features = inputs.map(({ name }) => name);
  if (cells.length >= kdd.length && cells.length <= kdd.length + 2 && PROTOCOLS.has(cells[1])) {
    const columns = [...kdd, "label", "difficulty"].slice(0, cells.length);
    const kind = cells.length === kdd.length + 2 ? "NSL-KDD" : "KDD'99";
    return { values: named(columns, cells), takenFor: `a line of ${kind}` };
  }
  if (cells.length === training.length) {
    return {
      values: named(training, cells),
      takenFor: "a line in the format of the training data",
    };
  }
  if (cells.length === features.length) {
    return { values: named(features, cells), takenFor: "the features in the order of the form" };
  }
  const lengths = [
    `${features.length} (the form)`,
    ...training.length > 0 ? [`${training.length} (the training data)`] : [],
    `${kdd.length} to ${kdd.length + 2} (KDD'99 and NSL-KDD)`,
  ];
  return {
    fault: `The line has ${formatPlural(cells.length, "value")}; a line without a header may have ${
      lengths.join(", ")
    }. Paste the header too.`,
  };
}

function named(names: readonly string[], cells: string[]): NamedValues["values"] {
  return new Map(names.map((name, index) => [name, cells[index] === "" ? null : cells[index]]));
}

function count(text: string, delimiter: string): number {
  return text.split(delimiter).length;
}

function listed(names: string[]): string {
  return names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "");
}
