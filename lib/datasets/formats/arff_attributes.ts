/**
 * The header of an ARFF file.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";

/** A column as ARFF declares it. */
export interface ArffAttribute {
  name: string;
  type: "numeric" | "string" | "date" | "nominal";
  /** The words that a nominal attribute may have; empty for others. */
  values: string[];
}

const NUMERIC = new Set(["numeric", "real", "integer"]);

/** Whether a line is blank or a comment. */
export function isArffRemark(line: string): boolean {
  return /^\s*(%|$)/.test(line);
}

/** Whether a line ends the header. */
export function isArffData(line: string): boolean {
  return /^\s*@data\b/i.test(line);
}

/**
 * Reads the header of an ARFF file.
 *
 * @returns `null` where the text is no ARFF file
 * @throws {DatasetError} when an attribute cannot be read, or no data follow
 */
export function readArffHeader(text: string): ArffAttribute[] | null {
  const attributes: ArffAttribute[] = [];
  let started = false;
  let number = 0;
  for (const line of text.split(/\r?\n/)) {
    number++;
    if (isArffRemark(line)) continue;
    if (/^\s*@relation\b/i.test(line)) {
      started = true;
    } else if (!started) {
      return null;
    } else if (isArffData(line)) {
      if (attributes.length === 0) throw new DatasetError("The ARFF file declares no attributes.");
      return attributes;
    } else {
      attributes.push(readAttribute(line, number));
    }
  }
  throw started
    ? new DatasetError("The ARFF file has no @data line within the first MiB.")
    : new DatasetError("The file contains only comments.");
}

function readAttribute(line: string, number: number): ArffAttribute {
  const fault = (what: string) =>
    new DatasetError(`The ARFF file's header cannot be read: ${what} in line ${number}.`);
  const keyword = /^\s*@attribute\s+/i.exec(line);
  if (!keyword) throw fault("there is no @attribute");
  const name = readToken(line, keyword[0].length, /[\s{]/);
  if (name === null) throw fault("a quote is never closed");
  const declared = line.slice(name.end).trim();
  if (declared.startsWith("{")) {
    const values = readNominal(declared);
    if (values === null) throw fault("a list of values is never closed");
    return { name: name.text, type: "nominal", values };
  }
  const type = /^\w*/.exec(declared)![0].toLowerCase();
  if (NUMERIC.has(type)) return { name: name.text, type: "numeric", values: [] };
  if (type === "string" || type === "date") return { name: name.text, type, values: [] };
  throw fault(
    type === "relational"
      ? "there is an unsupported relational attribute"
      : "there is an unknown type",
  );
}

function readNominal(declared: string): string[] | null {
  const values: string[] = [];
  let position = 1;
  while (position < declared.length) {
    if (declared[position] === "}") return values;
    if (/[\s,]/.test(declared[position])) {
      position++;
      continue;
    }
    const value = readToken(declared, position, /[,}]/);
    if (value === null) return null;
    values.push(value.text);
    position = value.end;
  }
  return null;
}

/** A word of ARFF. */
export interface ArffToken {
  text: string;
  /** Index after it. */
  end: number;
  quoted: boolean;
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

/**
 * Reads the word that starts at `start`: in single or double quotes, with backslashes before what
 * would end it, or plain up to a character that `ends` fits.
 *
 * @returns `null` where a quote is never closed
 */
export function readToken(text: string, start: number, ends: RegExp): ArffToken | null {
  const quote = text[start];
  if (quote !== "'" && quote !== '"') {
    let end = start;
    while (end < text.length && !ends.test(text[end])) end++;
    return { text: text.slice(start, end).trim(), end, quoted: false };
  }
  let word = "";
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === quote) return { text: word, end: i + 1, quoted: true };
    if (text[i] === "\\" && i + 1 < text.length) {
      i++;
      word += ESCAPES[text[i]] ?? text[i];
    } else {
      word += text[i];
    }
  }
  return null;
}
