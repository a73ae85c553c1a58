import { uniqueNames } from "../../../datasets/formats/column_names.ts";
import { isKddRecord } from "../../../datasets/formats/kdd_columns.ts";
import { KDD_FEATURES } from "../../../datasets/formats/kdd_names.ts";
import { splitRecord } from "../../../datasets/ingest/source/records.ts";
import { mapColumns, type MappedColumn } from "../../../values/columns.ts";
import { startsZeekLog } from "../../../values/zeek.ts";
import { HeaderError, mapHeader } from "./header_error.ts";
import { decodeLine, type LineReader, NOT_UTF8 } from "./line_reader.ts";
import { putRecord, type RecordColumn } from "./record_columns.ts";
import { type ScannedNumber, scanNumber } from "./scan_number.ts";
import { EMPTY_HASH, equalsBytes, hashByte } from "./word_codes.ts";
import { ZeekReader } from "./zeek_reader.ts";

const DELIMITERS = [",", ";", "\t", "|"];
const QUOTE = '"';
/** A comment, or the line in which Excel names the delimiter. */
const ABOVE_TABLE = /^(#|sep=.$)/i;

/** What the first line of a text tells. */
export interface CsvStart {
  /** `null` for a line above the table, such as a comment. */
  reader: LineReader | null;
  /** Whether the first line is no record. */
  isHeader: boolean;
}

/**
 * Makes a reader by the first line: a header, the beginning of a Zeek log, or a raw line of KDD'99 or
 * NSL-KDD where all features are theirs. Names may differ from those of the features in case and
 * punctuation.
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
  if (startsZeekLog(line)) {
    const reader = new ZeekReader(columns);
    return { reader, isHeader: reader.passesOver(bytes, from, to) };
  }
  const kddNames = KDD_FEATURES.map(({ name }) => name);
  if (isKddRecord(line.split(",")) && columns.every(({ name }) => kddNames.includes(name))) {
    return { reader: new CsvReader(columns, kddNames, ",", true), isHeader: false };
  }
  const features = columns.map(({ name }) => name);
  const [{ delimiter, names }] = DELIMITERS
    .map((delimiter) => {
      const names = uniqueNames(splitRecord(line, 0, delimiter, QUOTE).fields).names;
      return { delimiter, names, found: mapColumns(features, names).columns.size };
    })
    .sort((a, b) => b.found - a.found);
  try {
    const header = mapHeader(names, columns);
    const reader = new CsvReader(columns, header.names, delimiter, false, {
      line: bytes.slice(from, to),
      mapped: header.mapped,
    });
    return { reader, isHeader: true };
  } catch (error) {
    if (ABOVE_TABLE.test(line)) return { reader: null, isHeader: true };
    throw error;
  }
}

/**
 * Reads records as delimited text. Cells without quotes are read straight from the bytes;
 * lines with quotes, or with a fault, are split into texts first. A record never runs over several
 * lines.
 */
export class CsvReader implements LineReader {
  readonly #columns: readonly RecordColumn[];
  readonly #names: string[];
  readonly #delimiter: string;
  readonly #mayBeLonger: boolean;
  readonly #header: Uint8Array;
  readonly mapped: readonly MappedColumn[];
  /** The column of each cell; `null` for cells that are no feature. */
  readonly #cells: (RecordColumn | null)[];
  readonly #number: ScannedNumber = { value: 0, end: 0 };

  /**
   * @param names of the cells
   * @param mayBeLonger whether further cells are let pass
   * @param header the line that named the columns, which is skipped where it is repeated, and
   * the features that it has under other names
   */
  constructor(
    columns: readonly RecordColumn[],
    names: string[],
    delimiter: string,
    mayBeLonger: boolean,
    header: { line: Uint8Array; mapped: readonly MappedColumn[] } = {
      line: new Uint8Array(),
      mapped: [],
    },
  ) {
    this.#columns = columns;
    this.#names = names;
    this.#delimiter = delimiter;
    this.#mayBeLonger = mayBeLonger;
    this.#header = header.line;
    this.mapped = header.mapped;
    const byName = new Map(columns.map((column) => [column.name, column]));
    this.#cells = names.map((name) => byName.get(name) ?? null);
  }

  passesOver(bytes: Uint8Array, from: number, to: number): boolean {
    return to > from && equalsBytes(this.#header, bytes, from, to);
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
      return `Expected ${wanted} fields, found ${fields.length}.`;
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
    return cell === cells.length;
  }

  #putCell(
    column: RecordColumn,
    row: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    hash: number,
  ): boolean {
    if (column.pointsGroup) return column.put(row, decodeLine(bytes, from, to)) === null;
    if (column.words && to > from) {
      const code = column.words.find(bytes, from, to, hash);
      if (code >= 0) {
        column.putCode(row, code);
        return true;
      }
    }
    const found = this.#number;
    if (!column.words && scanNumber(bytes, from, to, found) && found.end === to) {
      column.putNumber(row, found.value);
      return true;
    }
    return column.put(row, decodeLine(bytes, from, to)) === null;
  }
}
