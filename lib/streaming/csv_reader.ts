import { uniqueNames } from "../datasets/formats/column_names.ts";
import { isKddRecord } from "../datasets/formats/kdd_columns.ts";
import { KDD_FEATURES } from "../datasets/formats/kdd_names.ts";
import { splitRecord } from "../datasets/source/records.ts";
import { decodeLine, type LineReader, NOT_UTF8 } from "./line_reader.ts";
import { putRecord, type RecordColumn } from "./record_columns.ts";
import { type ScannedNumber, scanNumber } from "./scan_number.ts";
import { EMPTY_HASH, hashByte } from "./word_codes.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const QUOTE = '"';
/** Missing features that are named in a message. */
const NAMED = 10;

/** The first line of a CSV does not fit the model; the message says what is wrong. */
export class HeaderError extends Error {
  override name = "HeaderError";
}

/** What the first line of a CSV tells. */
export interface CsvStart {
  reader: CsvReader;
  /** Whether the first line names columns, and is no record. */
  isHeader: boolean;
}

/**
 * Makes a reader by the first line: a header, or a raw line of KDD'99 or NSL-KDD where all features
 * are theirs.
 *
 * @throws {HeaderError} when the line is no such line, or lacks features
 */
export function startCsv(
  bytes: Uint8Array,
  from: number,
  to: number,
  columns: readonly RecordColumn[],
): CsvStart {
  const line = decodeLine(bytes, from, to);
  if (line === null) throw new HeaderError(NOT_UTF8);
  const wanted = new Set(columns.map(({ name }) => name));
  const [{ delimiter, names }] = DELIMITERS
    .map((delimiter) => {
      const names = uniqueNames(splitRecord(line, 0, delimiter, QUOTE).fields).names;
      return { delimiter, names, found: names.filter((name) => wanted.has(name)).length };
    })
    .sort((a, b) => b.found - a.found);
  const kddNames = KDD_FEATURES.map(({ name }) => name);
  if (isKddRecord(line.split(",")) && columns.every(({ name }) => kddNames.includes(name))) {
    return { reader: new CsvReader(columns, kddNames, ",", true), isHeader: false };
  }
  const lacking = columns.filter((column) =>
    !names.includes(column.name) && column.put(0, null) !== null
  ).map(({ name }) => name);
  if (lacking.length > 0) {
    const more = lacking.length > NAMED ? ` and ${lacking.length - NAMED} more` : "";
    throw new HeaderError(
      "The first line must name the columns. These features of the model are missing there: " +
        `${lacking.slice(0, NAMED).join(", ")}${more}.`,
    );
  }
  return { reader: new CsvReader(columns, names, delimiter, false), isHeader: true };
}

/**
 * Reads records that stand as delimited text. Cells without quotes are read straight from the bytes;
 * lines with quotes, or with a fault, are split into texts first. A record never runs over several
 * lines.
 */
export class CsvReader implements LineReader {
  readonly #columns: readonly RecordColumn[];
  readonly #names: string[];
  readonly #delimiter: string;
  readonly #mayBeLonger: boolean;
  /** The column of each cell; `null` for cells that are no feature. */
  readonly #cells: (RecordColumn | null)[];
  /** Columns that no cell has. */
  readonly #absent: RecordColumn[];
  readonly #number: ScannedNumber = { value: 0, end: 0 };

  /**
   * @param names of the cells
   * @param mayBeLonger whether further cells are let pass
   */
  constructor(
    columns: readonly RecordColumn[],
    names: string[],
    delimiter: string,
    mayBeLonger: boolean,
  ) {
    this.#columns = columns;
    this.#names = names;
    this.#delimiter = delimiter;
    this.#mayBeLonger = mayBeLonger;
    const byName = new Map(columns.map((column) => [column.name, column]));
    this.#cells = names.map((name) => byName.get(name) ?? null);
    this.#absent = columns.filter(({ name }) => !names.includes(name));
  }

  read(bytes: Uint8Array, from: number, to: number, row: number): string | null {
    return this.#readPlain(bytes, from, to, row) ? null : this.#readAny(bytes, from, to, row);
  }

  recordOf(bytes: Uint8Array, from: number, to: number): Record<string, string> {
    const { fields } = splitRecord(decodeLine(bytes, from, to)!, 0, this.#delimiter, QUOTE);
    return Object.fromEntries(this.#names.map((name, index) => [name, fields[index]]));
  }

  #readAny(bytes: Uint8Array, from: number, to: number, row: number): string | null {
    const text = decodeLine(bytes, from, to);
    if (text === null) return NOT_UTF8;
    const { fields, closed } = splitRecord(`${text}\n`, 0, this.#delimiter, QUOTE);
    if (!closed) return "A quote is not closed on its line.";
    const wanted = this.#names.length;
    if (fields.length < wanted || (fields.length > wanted && !this.#mayBeLonger)) {
      return `The line has ${fields.length} cells in place of ${wanted}.`;
    }
    const record = Object.fromEntries(this.#names.map((name, index) => [name, fields[index]]));
    return putRecord(this.#columns, row, record);
  }

  /** @returns false for a line that is out of the ordinary; the row then holds anything */
  #readPlain(bytes: Uint8Array, from: number, to: number, row: number): boolean {
    const delimiter = this.#delimiter.charCodeAt(0);
    const cells = this.#cells;
    let cell = 0;
    for (let at = from; at <= to; at++) {
      if (cell === cells.length) return this.#mayBeLonger && !bytes.subarray(at, to).includes(0x22);
      const start = at;
      let hash = EMPTY_HASH;
      for (; at < to && bytes[at] !== delimiter; at++) {
        if (bytes[at] === 0x22 || bytes[at] >= 0x7f) return false;
        hash = hashByte(hash, bytes[at]);
      }
      const column = cells[cell++];
      if (column && !this.#putCell(column, row, bytes, start, at, hash)) return false;
    }
    return cell === cells.length && this.#absent.every((column) => column.put(row, null) === null);
  }

  #putCell(
    column: RecordColumn,
    row: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    hash: number,
  ): boolean {
    if (column.words && to > from) {
      column.putCode(row, column.words.find(bytes, from, to, hash));
      return true;
    }
    const found = this.#number;
    if (!column.words && scanNumber(bytes, from, to, found) && found.end === to) {
      column.putNumber(row, found.value);
      return true;
    }
    return column.put(row, decodeLine(bytes, from, to)) === null;
  }
}
