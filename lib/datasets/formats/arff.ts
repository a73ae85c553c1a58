/**
 * ARFF, the format of Weka: dense or sparse records below declared attributes.
 *
 * NSL-KDD comes as ARFF too; it is known by its attributes and gets the types of its text files.
 *
 * @module
 */
import { rolesByName } from "../columns/roles.ts";
import {
  type ArffAttribute,
  isArffData,
  isArffRemark,
  readArffHeader,
  readToken,
} from "./arff_attributes.ts";
import { uniqueNames } from "./column_names.ts";
import {
  csvRecord,
  type Format,
  type LayoutColumn,
  type LineParser,
  PARSED_DELIMITER,
  type ParsedLine,
} from "./format.ts";
import { KDD_FEATURES } from "./kdd_names.ts";
import { DIFFICULTY } from "./nsl_kdd.ts";

/** ARFF as Weka 3.9 reads it, without relational attributes. */
export const arff: Format = {
  id: "arff",
  recognise(sample) {
    if (!/^\uFEFF?\s*[%@]/.test(sample.text)) return null;
    const attributes = readArffHeader(sample.text.replace(/^\uFEFF/, ""));
    if (attributes === null) return null;
    const nslKdd = isNslKdd(attributes);
    const { columns, warnings } = nslKdd ? nslKddColumns(attributes) : declared(attributes);
    return {
      format: nslKdd ? "nsl-kdd" : "arff",
      delimiter: PARSED_DELIMITER,
      quote: "",
      header: false,
      columns,
      createParser: () => new ArffLines(attributes),
      dottedLabels: false,
      warnings,
    };
  },
};

function declared(attributes: ArffAttribute[]): { columns: LayoutColumn[]; warnings: string[] } {
  const { names, warnings } = uniqueNames(attributes.map(({ name }) => name));
  const roles = rolesByName(names);
  const last = attributes.length - 1;
  const lastIsLabel = !roles.byColumn.includes("label") && last > 0 &&
    attributes[last].type === "nominal";
  if (lastIsLabel) {
    roles.byColumn[last] = "label";
    warnings.push(
      `"${names[last]}" is taken as the label: it is the last attribute, as is usual in ARFF.`,
    );
  }
  const columns = attributes.map(({ type }, i): LayoutColumn => {
    const role = roles.byColumn[i] ?? (type === "date" ? "timestamp" : undefined);
    const words = type !== "numeric" || role === "label" || role === "category";
    return { name: names[i], type: words ? "categorical" : "numeric", ...(role && { role }) };
  });
  return { columns, warnings: [...warnings, ...roles.warnings] };
}

function isNslKdd(attributes: ArffAttribute[]): boolean {
  const names = attributes.map(({ name }) => name);
  const label = attributes[KDD_FEATURES.length];
  return KDD_FEATURES.every(({ name }, i) => names[i] === name) && label?.type === "nominal" &&
    (label.values.includes("anomaly") || names[KDD_FEATURES.length + 1] === "difficulty");
}

function nslKddColumns(attributes: ArffAttribute[]) {
  const columns: LayoutColumn[] = attributes.map(({ name }, i) => {
    if (i < KDD_FEATURES.length) return KDD_FEATURES[i];
    if (i === KDD_FEATURES.length) return { name, type: "categorical", role: "label" };
    return { ...DIFFICULTY, name };
  });
  return { columns, warnings: [] };
}

/** Reads the lines of a file, its header included. */
class ArffLines implements LineParser {
  readonly #attributes: ArffAttribute[];
  /** What sparse records leave out: zero, or the first of the declared words. */
  readonly #defaults: string[];
  #inData = false;

  constructor(attributes: ArffAttribute[]) {
    this.#attributes = attributes;
    this.#defaults = attributes.map(({ type, values }) =>
      type === "numeric" ? "0" : type === "nominal" ? values[0] ?? "" : ""
    );
  }

  parse(line: string): ParsedLine {
    if (!this.#inData) {
      this.#inData = isArffData(line);
      return null;
    }
    if (isArffRemark(line)) return null;
    // Most records hold nothing that needs a closer look.
    const plain = /["'{}%?\\\s]/.test(line) ? null : line.split(",");
    if (plain) return this.#record(plain);
    return /^\s*\{/.test(line) ? this.#sparse(line.trim()) : this.#dense(line);
  }

  #record(fields: string[]): ParsedLine {
    const expected = this.#attributes.length;
    return fields.length === expected
      ? { record: csvRecord(fields) }
      : { fault: `expected ${expected} fields, found ${fields.length}` };
  }

  #dense(line: string): ParsedLine {
    const fields: string[] = [];
    let position = 0;
    for (;;) {
      position = skipBlanks(line, position);
      // An instance's weight may follow its last value.
      if (line[position] === "{" && fields.length === this.#attributes.length) break;
      const token = readToken(line, position, /[,\t]/);
      if (token === null) return { fault: "a quote opens here and is never closed" };
      fields.push(!token.quoted && token.text === "?" ? "" : token.text);
      position = skipBlanks(line, token.end);
      if (position >= line.length) break;
      if (line[position] === "," || line[position] === "\t") position++;
      else return { fault: "text follows a closing quote" };
    }
    return this.#record(fields);
  }

  #sparse(line: string): ParsedLine {
    const fields = [...this.#defaults];
    let position = 1;
    for (;;) {
      position = skipBlanks(line, position);
      if (line[position] === "}") return { record: csvRecord(fields) };
      const index = /^(\d+)\s+/.exec(line.slice(position, position + 32));
      if (!index) return { fault: "a sparse record holds pairs of a position and a value" };
      if (!(Number(index[1]) < fields.length)) {
        return { fault: `there is no attribute at position ${index[1]}` };
      }
      const token = readToken(line, position + index[0].length, /[,}]/);
      if (token === null) return { fault: "a quote opens here and is never closed" };
      fields[Number(index[1])] = !token.quoted && token.text === "?" ? "" : token.text;
      position = skipBlanks(line, token.end);
      if (line[position] === ",") position++;
      else if (line[position] !== "}") return { fault: "a sparse record is never closed" };
    }
  }
}

function skipBlanks(line: string, position: number): number {
  while (line[position] === " ") position++;
  return position;
}
