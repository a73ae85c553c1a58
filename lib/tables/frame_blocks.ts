/**
 * Columns of a stored dataset as typed arrays, some rows at a time: for datasets of any size.
 *
 * @module
 */
import type { FrameColumn } from "../learning/features/frame.ts";
import { type Database, openDatabase, quoteLiteral } from "./duckdb.ts";
import type { Notation } from "../values/notation.ts";
import { TRUTH_SPELLINGS } from "../values/categories.ts";
import { MISSING_WORDS, trimBlanks } from "../values/missing.ts";
import { isNumber } from "../values/number.ts";
import { finiteFloat, numbersOf } from "./frame/chunk_values.ts";
import { asNumber, asText, isMissingNumber, storable, trimmed } from "./numbers.ts";
import { rowsInOrder } from "./ordered_rows.ts";
import { storedColumns, storedText, storedType } from "./stored_columns.ts";

/** Stands for all categories that the reader of a column does not know. */
const UNKNOWN = "\u0000unknown";

/** Stands for all numbers among the words of a column that are none of its known categories. */
export const A_NUMBER = "\u0000number";

/** A column to read. */
export type BlockColumn =
  /** Words are read in the notation; numbers are multiplied by the factor. */
  | { type: "numeric"; name: string; notation?: Notation; factor?: number }
  /**
   * Categories beyond `known` are one that is none of them. With `spellings`, other spellings of the
   * known ones, see `CategoryIndex`, are categories too, and so are {@linkcode A_NUMBER} and a word
   * that stands for all that say that there is no value.
   */
  | { type: "categorical"; name: string; known: string[]; spellings?: boolean }
  /** Every text has its own code, the same in all blocks; the memory grows with their number. */
  | { type: "text"; name: string };

/** What to read. */
export interface BlockOptions {
  columns: BlockColumn[];
  /** Rows of a block; the last one may have fewer. */
  blockRows: number;
  /** For what does not fit into memory; it need not exist. */
  spillFolder: string;
  /** Memory that the database may use. */
  memoryBytes: number;
}

/** Some rows of a dataset, in its order. */
export interface FrameBlock {
  /** Number of the first row in the dataset, counted from 0. */
  from: number;
  rows: number;
  /** In the order in which they were asked for; the next block has other arrays. */
  columns: FrameColumn[];
}

/**
 * Reads columns of a dataset block by block, in the order of its rows. Its memory does not depend on
 * the number of rows.
 *
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function* readFrameBlocks(
  parquetPath: string,
  { columns, blockRows, spillFolder, memoryBytes }: BlockOptions,
): AsyncGenerator<FrameBlock> {
  using database = await openDatabase({ spillFolder, memoryBytes });
  const stored = await storedColumns(database, parquetPath);
  for (const { name } of columns) storedType(stored, name);
  const values: string[] = [];
  const categories: string[][] = [];
  for (const [index, column] of columns.entries()) {
    const text = storedText(stored, column.name);
    categories.push([]);
    if (column.type === "numeric") {
      values.push(
        `coalesce(${
          finiteFloat(stored, column.name, column.notation, column.factor)
        }, 'nan'::FLOAT)`,
      );
    } else if (column.type === "text") values.push(text);
    else {
      const spelled = column.spellings ? await spellingsOf(database, column.known) : column.known;
      categories[index] = [...spelled, UNKNOWN, ...(column.spellings ? furtherWords(spelled) : [])];
      values.push(await codeOf(database, text, spelled, index, column.spellings ?? false));
    }
  }
  const codes = columns.map(() => new Map<unknown, number>());
  values.push("0::INTEGER"); // a dataset may be read for its number of rows alone
  const chunks = rowsInOrder(
    database,
    parquetPath,
    (rowsOf) => `SELECT ${values.join(", ")} FROM ${rowsOf(parquetPath)}`,
    values.length,
  );
  let from = 0;
  let block = newBlock(columns, categories, blockRows, from);
  for await (const chunk of chunks) {
    const arrays = columns.map(({ type }, index) =>
      type === "text"
        ? textCodes(chunk.getColumnValues(index), codes[index])
        : numbersOf(chunk, index)
    );
    for (let taken = 0; taken < chunk.rowCount;) {
      const count = Math.min(chunk.rowCount - taken, blockRows - block.rows);
      for (const [index, column] of block.columns.entries()) {
        const target = column.type === "numeric" ? column.values : column.codes;
        target.set(slice(arrays[index], taken, taken + count), block.rows);
      }
      block.rows += count;
      taken += count;
      if (block.rows < blockRows) continue;
      yield block;
      from += blockRows;
      block = newBlock(columns, categories, blockRows, from);
    }
  }
  if (block.rows > 0) yield cut(block);
}

/** Stand for numbers, and for words that say that there is no value; none of them is known. */
function furtherWords(known: string[]): string[] {
  return [A_NUMBER, [...MISSING_WORDS].find((word) => word !== "" && !known.includes(word))!];
}

/** Categories, and after them other ways in which they may be spelled. */
async function spellingsOf(database: Database, known: string[]): Promise<string[]> {
  const trimmed = known.map(trimBlanks).filter((word) => word !== "");
  const truths = trimmed.some((word) => TRUTH_SPELLINGS.includes(word)) ? TRUTH_SPELLINGS : [];
  const numbers = [...new Set(trimmed.filter(isNumber))];
  const rows = numbers.length === 0 ? [] : await database.rows(
    `SELECT ${asText(asNumber("word"), "numeric")} FROM ` +
      `(SELECT unnest([${numbers.map(quoteLiteral).join(", ")}]) AS word)`,
  );
  const written = rows.map(([number]) => String(number));
  return [...new Set([...known, ...trimmed, ...truths, ...written])];
}

/**
 * SQL: a text as the index of the category, the one after the last for any other, -1 for `NULL`.
 *
 * @param spelled whether blanks around a text and the way to write a number do not matter, and
 * what is no category has its own index where it is a number, or says that there is no value: two
 * and three after the last
 */
async function codeOf(
  database: Database,
  text: string,
  known: string[],
  index: number,
  spelled: boolean,
): Promise<string> {
  const other = spelled
    ? `CASE WHEN ${storable(asNumber(text))} IS NOT NULL THEN ${known.length + 1} ` +
      `WHEN ${isMissingNumber(text)} THEN ${known.length + 2} ELSE ${known.length} END`
    : String(known.length);
  if (known.length === 0) return `CASE WHEN ${text} IS NULL THEN -1 ELSE ${other} END::INTEGER`;
  const type = `known_${index}`;
  await database.run(`CREATE TYPE ${type} AS ENUM (${known.map(quoteLiteral).join(", ")})`);
  const ways = spelled ? [text, trimmed(text), asText(asNumber(text), "numeric")] : [text];
  const codes = ways.map((way) => `enum_code(TRY_CAST(${way} AS ${type}))::INTEGER`);
  return `CASE WHEN ${text} IS NULL THEN -1 ELSE coalesce(${codes.join(", ")}, ${other}) END`;
}

/** The code of each text, a new one where it is new; -1 for `NULL`. */
function textCodes(texts: readonly unknown[], codes: Map<unknown, number>): number[] {
  return texts.map((text) => {
    if (text === null) return -1;
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
}

function newBlock(
  columns: BlockColumn[],
  categories: string[][],
  rows: number,
  from: number,
): FrameBlock {
  return {
    from,
    rows: 0,
    columns: columns.map((column, index): FrameColumn =>
      column.type === "numeric"
        ? { type: "numeric", name: column.name, values: new Float32Array(rows) }
        : {
          type: "categorical",
          name: column.name,
          codes: new Int32Array(rows),
          categories: categories[index],
        }
    ),
  };
}

function slice(values: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  return ArrayBuffer.isView(values)
    ? (values as Float32Array).subarray(from, to)
    : Array.prototype.slice.call(values, from, to);
}

function cut({ from, rows, columns }: FrameBlock): FrameBlock {
  return {
    from,
    rows,
    columns: columns.map((column) =>
      column.type === "numeric"
        ? { ...column, values: column.values.subarray(0, rows) }
        : { ...column, codes: column.codes.subarray(0, rows) }
    ),
  };
}
