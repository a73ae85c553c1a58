/**
 * Columns of a stored dataset as typed arrays.
 *
 * @module
 */
import {
  type DuckDBDataChunk,
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
} from "../features/frame.ts";
import { type Database, openDatabase, parquetSource, quoteIdentifier } from "./duckdb.ts";
import { asNumberOrTruth, storable } from "./numbers.ts";
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
 * Categories and label names stand by falling frequency in the dataset, then by name.
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
  const { required = [], dropDuplicates = false, rowNumbers: wanted } = options;
  const chosen = wanted
    ? await nameRows(database, wanted)
    : required.length > 0 || dropDuplicates
    ? await chooseRows(database, parquetPath, {
      complete: required.map((name) => finiteFloat(stored, own.get(name)!)),
      compared: dropDuplicates ? compared : [],
    })
    : { rows: total, complete: total };
  const { rows } = chosen;

  const read = new FrameReader(database, parquetPath, stored, rows);
  const columns: FrameColumn[] = [];
  for (const { name, type } of options.columns) {
    const column = own.get(name)!;
    columns.push(
      type === "numeric" ? read.numeric(name, column) : await read.categorical(name, column),
    );
  }
  const labels = label === null ? null : await read.categorical(label, label);
  const sequences = sequence === null ? null : await read.categorical(sequence, own.get(sequence)!);
  const rowNumbers = await read.run(rows < total);
  return {
    frame: { rows, columns },
    labels: labels && { codes: labels.codes, names: labels.categories },
    sequences: sequences && sequences.codes,
    rowNumbers,
    duplicates: chosen.complete - rows,
    dropped: total - chosen.complete,
  };
}

/** Puts rows that are named into the table that {@linkcode chooseRows} makes. */
async function nameRows(database: Database, wanted: Uint32Array) {
  await database.run(
    `CREATE TEMP TABLE chosen AS SELECT unnest([${wanted.join(", ")}]::BIGINT[]) AS number`,
  );
  return { rows: wanted.length, complete: wanted.length };
}

/**
 * Puts the numbers of rows into a table: of those whose values of `complete` are known, and of these
 * the first of each kind where values are to be compared.
 */
async function chooseRows(
  database: Database,
  parquetPath: string,
  { complete, compared }: { complete: string[]; compared: string[] },
): Promise<{ rows: number; complete: number }> {
  const conditions = complete.map((value) => `${value} IS NOT NULL`);
  const from = `FROM ${parquetSource(parquetPath, { rowNumbers: true })}` +
    (conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "");
  await database.run(
    compared.length === 0
      ? `CREATE TEMP TABLE chosen AS SELECT file_row_number AS number, 1 AS n ${from}`
      : `CREATE TEMP TABLE chosen AS SELECT min(file_row_number) AS number, count(*) AS n ${from} ` +
        `GROUP BY ${compared.map(quoteIdentifier).join(", ")}`,
  );
  const [[rows, all]] = await database.rows("SELECT count(*), coalesce(sum(n), 0) FROM chosen");
  return { rows: Number(rows), complete: Number(all) };
}

/** SQL: a column as a 32-bit float, `NULL` where it is no finite number. */
export function finiteFloat(stored: Map<string, StoredType>, name: string): string {
  const value = quoteIdentifier(name);
  const double = storedType(stored, name) === "numeric" ? value : storable(asNumberOrTruth(value));
  const number = `TRY_CAST(${double} AS FLOAT)`;
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

  numeric(name: string, stored: string): NumericColumn {
    const column: NumericColumn = { type: "numeric", name, values: new Float32Array() };
    this.#read(
      `coalesce(${finiteFloat(this.stored, stored)}, 'nan'::FLOAT)`,
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

  /**
   * Fills the columns, some at a time: what is read is four bytes wide, most of what is kept is not.
   *
   * @returns the numbers of the rows
   */
  async run(chosenOnly: boolean): Promise<Uint32Array> {
    let numbers = new Uint32Array();
    this.#read(
      "file_row_number::UINTEGER",
      () => new Uint32Array(this.rows),
      (values) => numbers = values,
    );
    const together = Math.max(1, Math.floor(GROUP_BYTES / (4 * this.rows)));
    for (let first = 0; first < this.#readings.length; first += together) {
      await this.#runGroup(this.#readings.slice(first, first + together), chosenOnly);
    }
    return numbers;
  }

  async #runGroup(group: Reading[], chosenOnly: boolean): Promise<void> {
    const source = parquetSource(this.parquetPath, { rowNumbers: true });
    const filter = chosenOnly
      ? " WHERE file_row_number IN (SELECT number FROM chosen) ORDER BY file_row_number"
      : "";
    const targets = group.map((reading) => reading.begin());
    const values = group.map(({ sql }) => sql).join(", ");
    let offset = 0;
    await this.database.stream(`SELECT ${values} FROM ${source}${filter}`, (chunk) => {
      for (const [i, target] of targets.entries()) target.set(numbersOf(chunk, i), offset);
      offset += chunk.rowCount;
    });
    for (const reading of group) reading.end();
  }
}

/**
 * The values of a column that holds no `NULL`.
 *
 * The library's public way is one call a value, eight times as slow as its array.
 */
export function numbersOf(chunk: DuckDBDataChunk, index: number): ArrayLike<number> {
  const vector = chunk.getColumnVector(index);
  if (vector instanceof DuckDBFloatVector) return vector["items"];
  if (vector instanceof DuckDBIntegerVector) return vector["items"];
  if (vector instanceof DuckDBUIntegerVector) return vector["items"];
  throw new TypeError(`Column ${index} of the result is no column of 32-bit numbers.`);
}
