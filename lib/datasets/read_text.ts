/**
 * From well-formed delimited text to Parquet.
 *
 * @module
 */
import {
  type Database,
  PARQUET_FORMAT,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "./duckdb.ts";
import {
  type Layout,
  type LayoutColumn,
  PARSED_DELIMITER,
  PARSED_QUOTE,
} from "./formats/format.ts";
import { KEPT_REJECTS, type ResolvedLimits } from "./limits.ts";
import { mendNumbers } from "./mend_numbers.ts";
import { asNumber, asNumberOrTruth, isBlank, isMissingNumber, nonBlank } from "./numbers.ts";
import type { PreparedSource } from "./source/prepare.ts";
import { firstRecords } from "./source/records.ts";
import type { Sample } from "./source/sample.ts";
import { writePlainText } from "./text_encoder/write_plain_text.ts";
import { DatasetError } from "./types.ts";
import { isNumber } from "../values/number.ts";
import { isBlankText } from "../values/missing.ts";

/** A column whose type is decided. */
export interface TypedColumn extends LayoutColumn {
  type: "numeric" | "categorical";
}

/** A record with a word where a number must stand. */
export interface BadRecord {
  /** Counted from 0 among the well-formed records of the source. */
  record: number;
  reason: string;
}

/** What was written. */
export interface TextResult {
  columns: TypedColumn[];
  rows: number;
  rejected: number;
  first: BadRecord[];
}

/** A share of numbers from which on the other words of a column are faults, not categories. */
const NUMERIC_SHARE = 0.99;

/** The largest column that DuckDB's reader is sized for without being told. */
const USUAL_LINE_BYTES = 2 ** 20;

/** Within SQL, columns go by their position: no name of the file is needed there. */
const at = (index: number) => `c${index}`;

/** Line ends as DuckDB spells them; it would guess them from the first line, quoted or not. */
const NEW_LINES = { "\n": "'\\n'", "\r\n": "'\\r\\n'" };

/** SQL: the cells of a text, as words: what is a number is not the database's to say. */
function textSource(source: PreparedSource, count: number): string {
  const columns = Array.from({ length: count }, (_, i) => `${at(i)}: 'VARCHAR'`).join(", ");
  return `read_csv([${quoteLiteral(source.path)}], auto_detect = false, columns = {${columns}}, ` +
    `header = ${source.header}, skip = ${source.leadingBlankLines}, ` +
    `delim = ${quoteLiteral(source.delimiter)}, quote = ${quoteLiteral(source.quote)}, ` +
    `escape = ${quoteLiteral(source.quote)}, new_line = ${NEW_LINES[source.lineEnd]}, ` +
    `max_line_size = ${Math.max(USUAL_LINE_BYTES, source.longest + 1)})`;
}

/** The number of records from whose values types are guessed. */
const GUESSED_FROM = 200;

/** A text that nobody has looked through yet. */
export type UncheckedText = Pick<
  PreparedSource,
  "path" | "delimiter" | "quote" | "header" | "lineEnd"
>;

/** How to write a text. */
export interface WriteOptions {
  limits: ResolvedLimits;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/**
 * Does at once what {@linkcode writeParquet} does, if every line of the text turns out to be plain.
 *
 * @returns `null` where one is not
 */
export async function writeIfPlain(
  database: Database,
  layout: Layout,
  source: UncheckedText,
  sample: Sample,
  parquetPath: string,
  { limits: { maxLineBytes }, signal, onProgress }: WriteOptions,
): Promise<TextResult | null> {
  const { path, header, delimiter, quote, lineEnd } = source;
  const { dottedLabels, labelFixes = [] } = layout;
  const lineBytes = sample.text.length / sample.text.split("\n").length;
  let columns = guessTypes(layout, sample);
  for (;;) {
    const rules = {
      columns: columns.map(({ name, type, role }) => ({
        name,
        type: type === "categorical" && role === "label" ? "label" as const : type,
      })),
      delimiter,
      quote,
      lineEnd,
      maxLineBytes,
      dottedLabels,
      labelFixes,
    };
    const written = await writePlainText(
      { path, header, lineBytes, rules },
      parquetPath,
      { signal, onProgress },
    );
    if (written === null || written.rows === 0) return null;
    // Dashes alone may be words: that is for a reader to decide who looks at them.
    if ([...written.withoutNumbers].some((i) => layout.columns[i].type === "unknown")) return null;
    const { rows } = written;
    const numeric = await misjudgedWords(database, layout, columns, parquetPath);
    if (numeric.size === 0) return { columns, rows, rejected: 0, first: [] };
    columns = columns.map((column) =>
      numeric.has(column) ? { ...column, type: "numeric" } : column
    );
  }
}

/**
 * Writes the records of a text into a Parquet file, in their order.
 *
 * Types that the format leaves open are decided by every value of the file: a column is numeric when
 * 99 % of its values are numbers. Most files are read once, with types guessed from their beginning
 * and confirmed afterwards; a wrong guess costs a second reading, never a wrong type.
 *
 * Words where numbers must stand reject the record.
 *
 * @param sample the beginning of the text
 * @throws {DatasetError} when the database cannot make sense of the text
 */
export async function writeParquet(
  database: Database,
  layout: Layout,
  source: PreparedSource,
  sample: Sample,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  try {
    const written = await writeText(database, layout, source, sample, parquetPath, onProgress);
    await mendNumbers(database, parquetPath);
    return written;
  } catch (error) {
    const place = /CSV Error on Line: (\d+)/.exec(String(error));
    if (!place) throw error;
    throw new DatasetError(
      `The text cannot be read near record ${
        place[1]
      }: quotes or line ends stand where they may be ` +
        `understood in several ways. Export the table again with a usual CSV writer.`,
    );
  }
}

async function writeText(
  database: Database,
  layout: Layout,
  source: PreparedSource,
  sample: Sample,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  const guess = guessTypes(layout, sample);
  if (await writeTyped(database, layout, guess, source, parquetPath, onProgress)) {
    if ((await misjudgedWords(database, layout, guess, parquetPath)).size === 0) {
      return { columns: guess, rows: source.records, rejected: 0, first: [] };
    }
  }
  const columns = await countedTypes(database, layout, source);
  return await writeChecked(database, layout, columns, source, parquetPath, onProgress);
}

function withTypes(layout: Layout, isNumeric: (index: number) => boolean): TypedColumn[] {
  return layout.columns.map((column, i) => ({
    ...column,
    type: column.type !== "unknown" ? column.type : isNumeric(i) ? "numeric" : "categorical",
  }));
}

function guessTypes(layout: Layout, sample: Sample): TypedColumn[] {
  if (!layout.columns.some(({ type }) => type === "unknown")) return withTypes(layout, () => false);
  const records = firstRecordsOf(layout, sample);
  return withTypes(
    layout,
    (i) => records.every(({ [i]: cell = "" }) => isBlankText(cell) || isNumber(cell)),
  );
}

function firstRecordsOf(layout: Layout, sample: Sample): string[][] {
  const options = { limit: GUESSED_FROM, complete: sample.complete };
  if (!layout.createParser) {
    const text = sample.text.replace(/^\uFEFF/, "");
    const above = text.split("\n", layout.preamble ?? 0);
    const table = above.reduce((sum, line) => sum + line.length + 1, 0);
    return firstRecords(text.slice(table), { ...layout, ...options }).slice(layout.header ? 1 : 0);
  }
  const parser = layout.createParser();
  const parsed = sample.text.replace(/^\uFEFF/, "").split(/\r?\n/)
    .map((line) => parser.parse(line))
    .flatMap((each) => each && "record" in each ? [each.record] : []);
  return firstRecords(parsed.slice(0, GUESSED_FROM).join("\n"), {
    ...options,
    delimiter: PARSED_DELIMITER,
    quote: PARSED_QUOTE,
    complete: true,
  });
}

/** Columns that were taken for words by the beginning of the file and hold numbers. */
async function misjudgedWords(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  parquetPath: string,
): Promise<Set<TypedColumn>> {
  const guessed = columns.filter(({ type }, i) =>
    type === "categorical" && layout.columns[i].type === "unknown"
  );
  if (guessed.length === 0) return new Set();
  const names = guessed.map(({ name }) => quoteIdentifier(name));
  const numeric = await numericColumns(database, names, parquetSource(parquetPath));
  return new Set(guessed.filter((_, i) => numeric.has(i)));
}

/** The types that all values of the file call for. */
async function countedTypes(
  database: Database,
  layout: Layout,
  source: PreparedSource,
): Promise<TypedColumn[]> {
  const open = layout.columns.flatMap(({ type }, i) => type === "unknown" ? [i] : []);
  if (open.length === 0) return withTypes(layout, () => false);
  const words = textSource(source, layout.columns.length);
  const numeric = await numericColumns(database, open.map(at), words);
  return withTypes(layout, (i) => numeric.has(open.indexOf(i)));
}

/** The positions, within `columns`, of those that hold numbers. */
async function numericColumns(
  database: Database,
  columns: string[],
  from: string,
): Promise<Set<number>> {
  const counts = columns.flatMap((column) => [
    // Not FILTER: DuckDB then keeps a copy of every column for each of the counts.
    `count(CASE WHEN NOT ${isBlank(column)} THEN 1 END)`,
    `count(CASE WHEN NOT ${isMissingNumber(column)} THEN 1 END)`,
    `count(${asNumber(column)})`,
  ]);
  const [row] = await database.rows(`SELECT ${counts.join(", ")} FROM ${from}`);
  const isNumeric = (k: number) => {
    const [filled, present, numbers] = row.slice(3 * k, 3 * k + 3).map(Number);
    // Dashes alone are words, such as the service that no record has.
    return numbers >= NUMERIC_SHARE * present && (numbers > 0 || filled === 0);
  };
  return new Set([...columns.keys()].filter(isNumeric));
}

function copyTo(
  parquetPath: string,
  layout: Layout,
  columns: TypedColumn[],
  from: string,
  number: (i: number) => string,
): string {
  const values = columns.map((column, i) =>
    `${storedValue(layout, column, i, number(i))} AS ${quoteIdentifier(column.name)}`
  );
  return `COPY (SELECT ${values.join(", ")} FROM ${from}) TO ${quoteLiteral(parquetPath)} ` +
    `(${PARQUET_FORMAT})`;
}

/** SQL: a number that is written as one; any other word ends the query. */
function strictNumber(word: string): string {
  const number = asNumber(word);
  return `CASE WHEN ${isBlank(word)} THEN NULL WHEN ${number} IS NULL ` +
    `THEN error('${NOT_NUMERIC}') ELSE ${number} END`;
}

/** What the database says of a word among numbers. */
const NOT_NUMERIC = "a word stands among numbers";

/** Reads with these types; false when a value does not fit them. */
async function writeTyped(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  source: PreparedSource,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<boolean> {
  const from = textSource(source, columns.length);
  const number = (i: number) => strictNumber(at(i));
  try {
    await database.run(copyTo(parquetPath, layout, columns, from, number), onProgress);
    return true;
  } catch (error) {
    if (String(error).includes(NOT_NUMERIC)) return false;
    throw error;
  }
}

/** Reads everything as words, and leaves out the records whose words do not fit the types. */
async function writeChecked(
  database: Database,
  layout: Layout,
  columns: TypedColumn[],
  source: PreparedSource,
  parquetPath: string,
  onProgress?: (fraction: number) => void,
): Promise<TextResult> {
  const words = textSource(source, columns.length);
  const faults = columns.flatMap(({ type }, i) => type === "numeric" ? [isNoNumber(at(i))] : []);
  const bad = faults.length === 0 ? "false" : faults.join(" OR ");
  await database.run(
    copyTo(
      parquetPath,
      layout,
      columns,
      `(FROM ${words} WHERE NOT (${bad}))`,
      (i) => asNumberOrTruth(at(i)),
    ),
    onProgress,
  );
  const [[written]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const rows = Number(written);
  const rejected = source.records - rows;
  const numbered = `(SELECT row_number() OVER () - 1 AS record, * FROM ${words})`;
  const first = rejected === 0
    ? []
    : await firstBadRecords(database, columns, `FROM ${numbered} WHERE ${bad}`);
  return { columns, rows, rejected, first };
}

function storedValue(layout: Layout, column: TypedColumn, i: number, number: string): string {
  if (column.type === "numeric") return number;
  if (column.role !== "label") return nonBlank(at(i));
  const trimmed = `trim(${at(i)}, E' \\t\\r\\n')`;
  const undotted = layout.dottedLabels
    ? `CASE WHEN suffix(${trimmed}, '.') THEN left(${trimmed}, -1) ELSE ${trimmed} END`
    : trimmed;
  const label = (layout.labelFixes ?? []).reduce(
    (value, { written, meant }) =>
      `replace(${value}, ${quoteLiteral(written)}, ${quoteLiteral(meant)})`,
    undotted,
  );
  return `nullif(${label}, '')`;
}

function isNoNumber(word: string): string {
  return `(NOT ${isMissingNumber(word)} AND ${asNumberOrTruth(word)} IS NULL)`;
}

async function firstBadRecords(
  database: Database,
  columns: TypedColumn[],
  from: string,
): Promise<BadRecord[]> {
  const numeric = columns.flatMap(({ type }, i) => type === "numeric" ? [i] : []);
  const whichColumn = numeric.map((i) => `WHEN ${isNoNumber(at(i))} THEN ${i}`).join(" ");
  const whichWord = numeric.map((i) => `WHEN ${isNoNumber(at(i))} THEN ${at(i)}`).join(" ");
  const rows = await database.rows(
    `SELECT record, CASE ${whichColumn} END, CASE ${whichWord} END ${from} ` +
      `ORDER BY record LIMIT ${KEPT_REJECTS}`,
  );
  return rows.map(([record, column, word]) => {
    const { name } = columns[Number(column)];
    const reason = String(word).trim() === name
      ? "the header stands here again"
      : `${name}: '${shorten(String(word))}' is not a number`;
    return { record: Number(record), reason };
  });
}

function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 40).toWellFormed()}...`;
}
