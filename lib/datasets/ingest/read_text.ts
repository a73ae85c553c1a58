/**
 * From well-formed delimited text to Parquet.
 *
 * @module
 */
import {
  type Database,
  parquetSource,
  quoteIdentifier,
  quoteLiteral,
} from "../../tables/duckdb.ts";
import { writeInOrder } from "../../tables/ordered_rows.ts";
import {
  type Layout,
  type LayoutColumn,
  PARSED_DELIMITER,
  PARSED_QUOTE,
} from "../formats/format.ts";
import { KEPT_REJECTS, type ResolvedLimits } from "../limits.ts";
import { MISSING_LABEL } from "../labels/labels.ts";
import { normaliseNumbers } from "./normalise_numbers.ts";
import { columnNotations } from "../notation/column_notations.ts";
import { HUGE_EXPONENT, isNoNotedNumber, notedNumber } from "../../tables/notation.ts";
import { asNumber, isBlank, nonBlank, trimmed } from "../../tables/numbers.ts";
import type { PreparedSource } from "./source/prepare.ts";
import { firstRecords } from "./source/records.ts";
import type { Sample } from "./source/sample.ts";
import { writePlainText } from "./text_encoder/write_plain_text.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { GROUPED_BY_POINT, type Notation } from "../../values/notation.ts";
import { isNumber } from "../../values/number.ts";
import { isBlankText } from "../../values/missing.ts";

/** A column whose type is decided. */
export interface TypedColumn extends LayoutColumn {
  type: "numeric" | "categorical";
  /** How its numbers are written, unless as plain decimals. */
  notation?: Notation;
}

/** A record with a word in place of a number. */
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
  /** What a person should know about how it was read. */
  warnings: string[];
}

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

const HUGE = new RegExp(HUGE_EXPONENT);

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
  if (mayGroupByPoint(layout, sample)) return null;
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
    if (await hasEmptyRows(database, columns, written.filled, parquetPath)) return null;
    const { rows } = written;
    const { plain: numeric, noted } = await misjudgedWords(database, layout, columns, parquetPath);
    if (noted) return null;
    if (numeric.size === 0) return { columns, rows, rejected: 0, first: [], warnings: [] };
    columns = columns.map((column) =>
      numeric.has(column) ? { ...column, type: "numeric" } : column
    );
  }
}

/** Whether rows hold nothing, such as rows of commas: these are to be passed over. */
async function hasEmptyRows(
  database: Database,
  columns: TypedColumn[],
  filled: Set<number>,
  parquetPath: string,
): Promise<boolean> {
  if (columns.some(({ type }, i) => type === "numeric" && filled.has(i))) return false;
  const empty = columns.map(({ name, type }) =>
    type === "numeric" ? `${quoteIdentifier(name)} IS NULL` : isBlank(quoteIdentifier(name))
  );
  const [[found]] = await database.rows(
    `SELECT count(*) FROM ${parquetSource(parquetPath)} WHERE ${empty.join(" AND ")}`,
  );
  return Number(found) > 0;
}

/**
 * Writes the records of a text into a Parquet file, in their order.
 *
 * Types that the format leaves open are decided by every value of the file: a column is numeric when
 * 99 % of its values are numbers. Most files are read once, with types guessed from their beginning
 * and confirmed afterwards; a wrong guess costs a second reading, never a wrong type.
 *
 * Words in place of numbers reject the record.
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
    await normaliseNumbers(database, parquetPath);
    return written;
  } catch (error) {
    const place = /CSV Error on Line: (\d+)/.exec(String(error));
    if (!place) throw error;
    throw new DatasetError(
      `The text cannot be read near record ${place[1]}: quotes or line ends can be ` +
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
  if (
    !mayGroupByPoint(layout, sample) &&
    await writeTyped(database, layout, guess, source, parquetPath, onProgress)
  ) {
    const { plain, noted } = await misjudgedWords(database, layout, guess, parquetPath);
    if (plain.size === 0 && !noted) {
      return { columns: guess, rows: source.records, rejected: 0, first: [], warnings: [] };
    }
  }
  const { columns, warnings } = await countedTypes(database, layout, source);
  const written = await writeChecked(database, layout, columns, source, parquetPath, onProgress);
  return { ...written, warnings };
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
    (i) =>
      records.every(({ [i]: cell = "" }) =>
        isBlankText(cell) || (isNumber(cell) && !HUGE.test(cell))
      ),
  );
}

/**
 * Whether points may group thousands in a column whose numbers look plain: 12.519 is 12,519 where a
 * spreadsheet that writes decimal commas separates cells by semicolons.
 */
function mayGroupByPoint(layout: Layout, sample: Sample): boolean {
  if (layout.delimiter !== ";") return false;
  const records = firstRecordsOf(layout, sample);
  const pattern = new RegExp(`^${GROUPED_BY_POINT}$`);
  return layout.columns.some(({ type }, i) => {
    const pointed = records.map((record) => record[i] ?? "").filter((cell) => cell.includes("."));
    return type === "unknown" && pointed.length > 0 &&
      pointed.every((cell) => pattern.test(cell.trim()));
  });
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
): Promise<{ plain: Set<TypedColumn>; noted: boolean }> {
  const guessed = columns.filter(({ type }, i) =>
    type === "categorical" && layout.columns[i].type === "unknown"
  );
  const { columns: told } = await columnNotations(
    database,
    guessed.map(({ name }) => ({ name, sql: quoteIdentifier(name) })),
    parquetSource(parquetPath),
    layout.delimiter,
  );
  return {
    plain: new Set(guessed.filter((_, i) => told[i] === "plain")),
    noted: told.some((each) => typeof each === "object"),
  };
}

/** The types that all values of the file call for. */
async function countedTypes(
  database: Database,
  layout: Layout,
  source: PreparedSource,
): Promise<{ columns: TypedColumn[]; warnings: string[] }> {
  const open = layout.columns.flatMap(({ name, type }, i) =>
    type === "unknown" ? [{ i, name, sql: at(i) }] : []
  );
  const words = textSource(source, layout.columns.length);
  const { columns: told, warnings } = await columnNotations(
    database,
    open,
    words,
    layout.delimiter,
  );
  const notations = new Map(open.map(({ i }, k) => [i, told[k]]));
  const columns = withTypes(layout, (i) => notations.get(i) !== "words").map((column, i) => {
    const notation = notations.get(i);
    return typeof notation === "object" ? { ...column, notation } : column;
  });
  return { columns, warnings };
}

function selectFrom(
  layout: Layout,
  columns: TypedColumn[],
  from: string,
  number: (i: number) => string,
): string {
  const values = columns.map((column, i) =>
    `${storedValue(layout, column, i, number(i))} AS ${quoteIdentifier(column.name)}`
  );
  return `SELECT ${values.join(", ")} FROM ${from}`;
}

/** SQL: a number that is written as one; any other word ends the query. */
function strictNumber(word: string): string {
  const number = asNumber(word);
  return `CASE WHEN ${isBlank(word)} THEN NULL WHEN ${number} IS NULL ` +
    `THEN error('${NOT_NUMERIC}') ELSE ${number} END`;
}

/** The error of the database where a number is expected and a word is there. */
const NOT_NUMERIC = "netsift: expected a number";

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
    const select = selectFrom(layout, columns, from, number);
    await writeInOrder(database, select, parquetPath, onProgress);
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
  const faults = columns.flatMap(({ type, notation }, i) =>
    type === "numeric" ? [isNoNotedNumber(at(i), notation)] : []
  );
  const bad = faults.length === 0 ? "false" : faults.join(" OR ");
  const good = `(FROM ${words} WHERE NOT (${bad}))`;
  const number = (i: number) => notedNumber(at(i), columns[i].notation);
  const select = selectFrom(layout, columns, good, number);
  await writeInOrder(database, select, parquetPath, onProgress);
  const [[written]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const rows = Number(written);
  const rejected = source.records - rows;
  const numbered = `(SELECT row_number() OVER () - 1 AS record, * FROM ${words})`;
  const first = rejected === 0
    ? []
    : await firstBadRecords(database, columns, `FROM ${numbered} WHERE ${bad}`);
  return { columns, rows, rejected, first, warnings: [] };
}

function storedValue(layout: Layout, column: TypedColumn, i: number, number: string): string {
  if (column.type === "numeric") return number;
  if (column.role !== "label") return nonBlank(at(i));
  const word = trimmed(at(i));
  const undotted = layout.dottedLabels
    ? `CASE WHEN suffix(${word}, '.') THEN left(${word}, -1) ELSE ${word} END`
    : word;
  const label = (layout.labelFixes ?? []).reduce(
    (value, { written, meant }) =>
      `replace(${value}, ${quoteLiteral(written)}, ${quoteLiteral(meant)})`,
    undotted,
  );
  return `CASE WHEN NOT regexp_full_match(${label}, '${MISSING_LABEL}', 'i') THEN ${label} END`;
}

async function firstBadRecords(
  database: Database,
  columns: TypedColumn[],
  from: string,
): Promise<BadRecord[]> {
  const numeric = columns.flatMap(({ type }, i) => type === "numeric" ? [i] : []);
  const isBad = (i: number) => isNoNotedNumber(at(i), columns[i].notation);
  const whichColumn = numeric.map((i) => `WHEN ${isBad(i)} THEN ${i}`).join(" ");
  const whichWord = numeric.map((i) => `WHEN ${isBad(i)} THEN ${at(i)}`).join(" ");
  const rows = await database.rows(
    `SELECT record, CASE ${whichColumn} END, CASE ${whichWord} END ${from} ` +
      `ORDER BY record LIMIT ${KEPT_REJECTS}`,
  );
  return rows.map(([record, column, word]) => {
    const { name } = columns[Number(column)];
    const reason = String(word).trim() === name
      ? "the header is repeated here"
      : `column ${JSON.stringify(shorten(name))} expects a number, got ${
        JSON.stringify(shorten(String(word)))
      }`;
    return { record: Number(record), reason };
  });
}

function shorten(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 40).toWellFormed()}...`;
}
