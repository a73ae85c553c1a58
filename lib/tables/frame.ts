/**
 * Columns of a stored dataset as typed arrays.
 *
 * @module
 */
import {
  type DuckDBDataChunk,
  DuckDBDoubleVector,
  DuckDBFloatVector,
  DuckDBIntegerVector,
  DuckDBUIntegerVector,
} from "@duckdb/node-api";
import type {
  CategoricalColumn,
  CategoryCodes,
  Frame,
  FrameColumn,
  NumericColumn,
} from "../learning/features/frame.ts";
import { filled } from "../base/typed_arrays.ts";
import { type Database, openDatabase, parquetSource, quoteIdentifier } from "./duckdb.ts";
import type { Notation } from "../values/notation.ts";
import { notedNumber } from "./notation.ts";
import { storable } from "./numbers.ts";
import { narrowCodes, narrowNumbers } from "./narrow.ts";
import {
  matchColumns,
  storedColumns,
  storedText,
  type StoredType,
  storedType,
} from "./stored_columns.ts";

/** A column to read, as which type. */
export interface FrameRequestColumn {
  /** Its name may differ from that in the dataset in case and punctuation. */
  name: string;
  type: "numeric" | "categorical";
  /** How words that are read as numbers are written, unless as plain decimals. */
  notation?: Notation;
}

/** Some rows of a dataset. */
export interface RowSelection {
  /** SQL of stored columns, `TRUE` for rows that may be chosen; all may where it is absent. */
  condition?: string;
  /** Only so many of them, the first in an order of SQL over `file_row_number`. */
  sample?: { rows: number; order: string };
}

/** What to read. */
export interface FrameOptions {
  columns: FrameRequestColumn[];
  labelColumn?: string | null;
  /** Column whose values tell the sequences apart. */
  sequenceColumn?: string | null;
  /** Leave out rows without a finite number in one of these of `columns`, before anything else. */
  required?: string[];
  /** Keep the first of the rows that agree in all `columns` and the label. */
  dropDuplicates?: boolean;
  /** Which rows take part at all, chosen before anything else; all where it is absent. */
  selection?: RowSelection;
  /** Read these rows only, whatever else is asked for; numbers ascend, counted from 0. */
  rowNumbers?: Uint32Array;
  /** Memory that the database may use, the frame itself not counted. */
  memoryBytes?: number;
  signal?: AbortSignal;
}

/** Records with their labels. */
export interface LabelledFrame {
  frame: Frame;
  /** One code a row, an index into `names`, -1 where the label is missing; `null` without labels. */
  labels: { codes: CategoryCodes; names: string[] } | null;
  /** The code of each row's sequence, -1 where the value is missing; `null` without such a column. */
  sequences: CategoryCodes | null;
  /** The number of each row in the dataset, counted from 0, ascending. */
  rowNumbers: Uint32Array;
  /** Rows left out because `dropDuplicates` asked for it. */
  duplicates: number;
  /** Rows left out because a value that is `required` was missing. */
  dropped: number;
}

/** Bytes of columns that are read at a time, before they are made narrower. */
const GROUP_BYTES = 2 ** 27;

/** Values as they are read. */
type Values = Float32Array | Int32Array | Uint32Array;

/** A column on its way. */
interface Reading {
  /** Gives its values. */
  sql: string;
  /** Makes room for them. */
  begin(): Values;
  /** They are there. */
  end(): void;
}

/**
 * Reads columns of a dataset, in the order of its rows.
 *
 * A word read as a number is missing where it is none; a number read as a category becomes its text.
 * Categories and label names are sorted by falling frequency in the dataset, then by name.
 *
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function readFrame(
  parquetPath: string,
  options: FrameOptions,
): Promise<LabelledFrame> {
  using database = await openDatabase({
    spillFolder: `${parquetPath}.${crypto.randomUUID()}`,
    memoryBytes: options.memoryBytes,
    signal: options.signal,
  });
  const stored = await storedColumns(database, parquetPath);
  const label = options.labelColumn ?? null;
  const sequence = options.sequenceColumn ?? null;
  const names = options.columns.map(({ name }) => name);
  const own = matchColumns(stored, sequence === null ? names : [...new Set([...names, sequence])]);
  if (label !== null) storedType(stored, label);

  const [[count]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const total = Number(count);
  const compared = names.map((name) => own.get(name)!).concat(label ?? []);
  const notations = new Map(options.columns.map(({ name, notation }) => [name, notation]));
  const { required = [], dropDuplicates = false, rowNumbers: wanted, selection } = options;
  const chosen = wanted
    ? await nameRows(database, wanted)
    : required.length > 0 || dropDuplicates || selection
    ? await chooseRows(database, parquetPath, {
      selected: selection ? await selectRows(database, parquetPath, selection) : total,
      complete: required.map((name) => finiteFloat(stored, own.get(name)!, notations.get(name))),
      compared: dropDuplicates ? compared : [],
      isSelection: selection !== undefined,
    })
    : { rows: total, complete: total, selected: total };
  const { rows } = chosen;
  const rowNumbers = rows < total
    ? await numberChosen(database)
    : filled(new Uint32Array(rows), (row) => row);

  const read = new FrameReader(database, parquetPath, stored, rows);
  const columns: FrameColumn[] = [];
  for (const { name, type, notation } of options.columns) {
    const column = own.get(name)!;
    columns.push(
      type === "numeric"
        ? read.numeric(name, column, notation)
        : await read.categorical(name, column),
    );
  }
  const labels = label === null ? null : await read.categorical(label, label);
  const sequences = sequence === null ? null : await read.categorical(sequence, own.get(sequence)!);
  await read.run(rows < total);
  return {
    frame: { rows, columns },
    labels: labels && { codes: labels.codes, names: labels.categories },
    sequences: sequences && sequences.codes,
    rowNumbers,
    duplicates: chosen.complete - rows,
    dropped: chosen.selected - chosen.complete,
  };
}

/** Puts rows that are named into the table that {@linkcode chooseRows} makes. */
async function nameRows(database: Database, wanted: Uint32Array) {
  await database.run(
    `CREATE TEMP TABLE chosen AS SELECT unnest([${wanted.join(", ")}]::BIGINT[]) AS number`,
  );
  return { rows: wanted.length, complete: wanted.length, selected: wanted.length };
}

/**
 * Gives each chosen row its place in the frame.
 *
 * @returns the numbers of the rows, ascending
 */
async function numberChosen(database: Database): Promise<Uint32Array> {
  await database.run(
    "CREATE TEMP TABLE placed AS SELECT number, row_number() OVER (ORDER BY number) - 1 AS place " +
      "FROM chosen",
  );
  const [[count]] = await database.rows("SELECT count(*) FROM placed");
  const numbers = new Uint32Array(Number(count));
  for await (
    const chunk of database.chunks("SELECT number::UINTEGER, place::UINTEGER FROM placed")
  ) {
    scatter(numbers, numbersOf(chunk, 0), numbersOf(chunk, 1));
  }
  return numbers;
}

/**
 * Puts the numbers of the rows of a selection into a table.
 *
 * @returns how many they are
 */
async function selectRows(
  database: Database,
  parquetPath: string,
  { condition = "TRUE", sample }: RowSelection,
): Promise<number> {
  await database.run(
    `CREATE TEMP TABLE selected AS SELECT file_row_number AS number ` +
      `FROM ${parquetSource(parquetPath, { rowNumbers: true })} WHERE ${condition}` +
      (sample ? ` ORDER BY ${sample.order} LIMIT ${sample.rows}` : ""),
  );
  const [[rows]] = await database.rows("SELECT count(*) FROM selected");
  return Number(rows);
}

/**
 * Puts the numbers of rows into a table: of those that are selected and whose values of `complete` are known, and of these
 * the first of each kind where values are to be compared.
 */
async function chooseRows(
  database: Database,
  parquetPath: string,
  { selected, complete, compared, isSelection }: {
    /** How many rows {@linkcode selectRows} has chosen, or all. */
    selected: number;
    complete: string[];
    compared: string[];
    isSelection: boolean;
  },
): Promise<{ rows: number; complete: number; selected: number }> {
  const conditions = complete.map((value) => `${value} IS NOT NULL`);
  if (isSelection) conditions.push("file_row_number IN (SELECT number FROM selected)");
  const from = `FROM ${parquetSource(parquetPath, { rowNumbers: true })}` +
    (conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "");
  await database.run(
    compared.length === 0
      ? `CREATE TEMP TABLE chosen AS SELECT file_row_number AS number, 1 AS n ${from}`
      : `CREATE TEMP TABLE chosen AS SELECT min(file_row_number) AS number, count(*) AS n ${from} ` +
        `GROUP BY ${compared.map(quoteIdentifier).join(", ")}`,
  );
  const [[rows, all]] = await database.rows("SELECT count(*), coalesce(sum(n), 0) FROM chosen");
  return { rows: Number(rows), complete: Number(all), selected };
}

/**
 * SQL: a column as a 32-bit float, `NULL` where it is no finite number.
 *
 * @param notation in which words are read as numbers
 * @param factor that numbers are multiplied by
 */
export function finiteFloat(
  stored: Map<string, StoredType>,
  name: string,
  notation?: Notation,
  factor = 1,
): string {
  const value = quoteIdentifier(name);
  const double = storedType(stored, name) === "numeric"
    ? value
    : storable(notedNumber(value, notation));
  const scaled = factor === 1 ? double : `(${double}) * ${factor}::DOUBLE`;
  const number = `TRY_CAST(${scaled} AS FLOAT)`;
  return `CASE WHEN isfinite(${number}) THEN ${number} END`;
}

class FrameReader {
  readonly #readings: Reading[] = [];

  constructor(
    private readonly database: Database,
    private readonly parquetPath: string,
    private readonly stored: Map<string, StoredType>,
    private readonly rows: number,
  ) {}

  numeric(name: string, stored: string, notation?: Notation): NumericColumn {
    const column: NumericColumn = { type: "numeric", name, values: new Float32Array() };
    this.#read(
      `coalesce(${finiteFloat(this.stored, stored, notation)}, 'nan'::FLOAT)`,
      () => new Float32Array(this.rows),
      (values) => column.values = narrowNumbers(values),
    );
    return column;
  }

  async categorical(name: string, stored: string): Promise<CategoricalColumn> {
    const text = storedText(this.stored, stored);
    const words = `words_${this.#readings.length}`;
    const type = `categories_${this.#readings.length}`;
    await this.database.run(
      `CREATE TEMP TABLE ${words} AS SELECT ${text} AS word, count(*) AS n ` +
        `FROM ${parquetSource(this.parquetPath)} GROUP BY 1 HAVING word IS NOT NULL`,
    );
    const ordered = `SELECT word FROM ${words} ORDER BY n DESC, word`;
    const categories = (await this.database.rows(ordered)).map(([word]) => String(word));
    if (categories.length > 0) {
      await this.database.run(`CREATE TYPE ${type} AS ENUM (${ordered})`);
    }
    const code = `enum_code(CAST(${text} AS ${type}))`;
    const column: CategoricalColumn = {
      type: "categorical",
      name,
      codes: new Int32Array(),
      categories,
    };
    this.#read(
      categories.length === 0 ? "-1::INTEGER" : `coalesce(${code}::INTEGER, -1)`,
      () => new Int32Array(this.rows),
      (codes) => column.codes = narrowCodes(codes, categories.length),
    );
    return column;
  }

  #read<V extends Values>(sql: string, room: () => V, done: (values: V) => void): void {
    let values: V | null = null;
    this.#readings.push({
      sql,
      begin: () => values = room(),
      end() {
        done(values!);
        values = null;
      },
    });
  }

  /** Fills the columns, some at a time: what is read is four bytes wide, most of what is kept is not. */
  async run(chosenOnly: boolean): Promise<void> {
    const together = Math.max(1, Math.floor(GROUP_BYTES / (4 * this.rows)));
    for (let first = 0; first < this.#readings.length; first += together) {
      await this.#runGroup(this.#readings.slice(first, first + together), chosenOnly);
    }
  }

  async #runGroup(group: Reading[], chosenOnly: boolean): Promise<void> {
    const source = parquetSource(this.parquetPath, { rowNumbers: true });
    const [place, from] = chosenOnly
      ? ["place", `${source} JOIN placed ON number = file_row_number`]
      : ["file_row_number", source];
    const targets = group.map((reading) => reading.begin());
    const values = group.map(({ sql }) => sql).join(", ");
    const query = `SELECT ${values}, ${place}::UINTEGER FROM ${from}`;
    for await (const chunk of this.database.chunks(query)) {
      // Rows come in any order and say where they belong: that is faster than to have them sorted.
      const places = numbersOf(chunk, group.length);
      for (const [i, target] of targets.entries()) scatter(target, numbersOf(chunk, i), places);
    }
    for (const reading of group) reading.end();
  }
}

/** Puts each value in its place. */
export function scatter(
  target: Float32Array | Float64Array | Int32Array | Uint32Array,
  values: ArrayLike<number>,
  places: ArrayLike<number>,
): void {
  for (let i = 0; i < places.length; i++) target[places[i]] = values[i];
}

/**
 * The values of a column that holds no `NULL`.
 *
 * The library's public way is one call a value, eight times as slow as its array.
 */
export function numbersOf(chunk: DuckDBDataChunk, index: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(index);
  if (vector instanceof DuckDBFloatVector) return vector["items"];
  if (vector instanceof DuckDBDoubleVector) return vector["items"];
  if (vector instanceof DuckDBIntegerVector) return vector["items"];
  if (vector instanceof DuckDBUIntegerVector) return vector["items"];
  throw new TypeError(`Column ${index} of the result is no column of numbers.`);
}
