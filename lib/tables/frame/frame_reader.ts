import type { CategoricalColumn, NumericColumn } from "../../learning/features/frame.ts";
import type { Notation } from "../../values/notation.ts";
import { type Database, parquetSource } from "../duckdb.ts";
import { narrowCodes, narrowNumbers } from "../narrow.ts";
import { storedText, type StoredType } from "../stored_columns.ts";
import { finiteFloat, numbersOf, scatter } from "./chunk_values.ts";

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

/** Takes the chunks of a query and puts their values into the columns of a frame. */
export class FrameReader {
  readonly #readings: Reading[] = [];
  readonly #database: Database;
  readonly #parquetPath: string;
  readonly #stored: Map<string, StoredType>;
  readonly #rows: number;

  /**
   * @param stored the types of the stored columns
   * @param rows of the frame
   */
  constructor(
    database: Database,
    parquetPath: string,
    stored: Map<string, StoredType>,
    rows: number,
  ) {
    this.#database = database;
    this.#parquetPath = parquetPath;
    this.#stored = stored;
    this.#rows = rows;
  }

  numeric(name: string, stored: string, notation?: Notation): NumericColumn {
    const column: NumericColumn = { type: "numeric", name, values: new Float32Array() };
    this.#read(
      `coalesce(${finiteFloat(this.#stored, stored, notation)}, 'nan'::FLOAT)`,
      () => new Float32Array(this.#rows),
      (values) => column.values = narrowNumbers(values),
    );
    return column;
  }

  async categorical(name: string, stored: string): Promise<CategoricalColumn> {
    const text = storedText(this.#stored, stored);
    const words = `words_${this.#readings.length}`;
    const type = `categories_${this.#readings.length}`;
    await this.#database.run(
      `CREATE TEMP TABLE ${words} AS SELECT ${text} AS word, count(*) AS n ` +
        `FROM ${parquetSource(this.#parquetPath)} GROUP BY 1 HAVING word IS NOT NULL`,
    );
    const ordered = `SELECT word FROM ${words} ORDER BY n DESC, word`;
    const categories = (await this.#database.rows(ordered)).map(([word]) => String(word));
    if (categories.length > 0) {
      await this.#database.run(`CREATE TYPE ${type} AS ENUM (${ordered})`);
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
      () => new Int32Array(this.#rows),
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
    const together = Math.max(1, Math.floor(GROUP_BYTES / (4 * this.#rows)));
    for (let first = 0; first < this.#readings.length; first += together) {
      await this.#runGroup(this.#readings.slice(first, first + together), chosenOnly);
    }
  }

  async #runGroup(group: Reading[], chosenOnly: boolean): Promise<void> {
    const source = parquetSource(this.#parquetPath, { rowNumbers: true });
    const [place, from] = chosenOnly
      ? ["place", `${source} JOIN placed ON number = file_row_number`]
      : ["file_row_number", source];
    const targets = group.map((reading) => reading.begin());
    const values = group.map(({ sql }) => sql).join(", ");
    const query = `SELECT ${values}, ${place}::UINTEGER FROM ${from}`;
    for await (const chunk of this.#database.chunks(query)) {
      // Rows come in any order and say where they belong: that is faster than to have them sorted.
      const places = numbersOf(chunk, group.length);
      for (const [i, target] of targets.entries()) scatter(target, numbersOf(chunk, i), places);
    }
    for (const reading of group) reading.end();
  }
}
