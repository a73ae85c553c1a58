/**
 * Whether much of the training data is of one kind, so that it may be an attack that is learned as
 * usual.
 *
 * @module
 */
import { filled } from "../../base/typed_arrays.ts";
import { findingColumns } from "../../datasets/columns/finding_columns.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { type ColumnWords, readWords } from "../../tables/read_words.ts";
import type { RunDataset } from "../request/specification.ts";

const PORT = /^(id[._])?resp[._]p$|^d(st|est|estination)?[ _.]?port$|^server[ _.]?port$/i;
const STATE = /^(conn[ _.]?)?state$|^flag$/i;
/** Connections without an answer, as Zeek and KDD'99 write them. */
const UNANSWERED = new Set(["S0", "REJ", "SH", "RSTOS0"]);

/** Of more different sources none makes up much of the rows, and counting them costs memory. */
const MOST_SOURCES = 100_000;

/** Columns that tell kinds of connections apart; `null` where there is none. */
export interface PatternColumns {
  source: string | null;
  port: string | null;
  state: string | null;
}

/** What most of the rows have in common. */
export interface Dominance {
  /** The most frequent source with the port that it calls; `null` without such columns. */
  pattern: { source: string; port: string; share: number } | null;
  /** Connections without an answer; `null` without a column of states. */
  unanswered: { column: string; states: string[]; share: number } | null;
}

/** Finds the columns by roles, values and names. */
export function patternColumns(columns: ColumnProfile[]): PatternColumns {
  const named = (pattern: RegExp) => columns.find(({ name }) => pattern.test(name))?.name ?? null;
  return { source: findingColumns(columns).host, port: named(PORT), state: named(STATE) };
}

/**
 * Counts it in some rows of a dataset, or in a sample of them.
 *
 * @param rowNumbers of the rows in the dataset, counted from 0
 */
export async function findDominance(
  { parquet, profile }: RunDataset,
  rowNumbers: Uint32Array,
  memoryBytes: number,
): Promise<Dominance> {
  const { source, port, state } = patternColumns(profile.columns);
  const distinct = profile.columns.find(({ name }) => name === source)?.distinct ?? 0;
  const isPattern = source !== null && port !== null && distinct <= MOST_SOURCES;
  const names = [...(isPattern ? [source, port] : []), ...(state === null ? [] : [state])];
  if (names.length === 0) return { pattern: null, unanswered: null };
  const words = await readWords(parquet, names, sample(rowNumbers), memoryBytes);
  return {
    pattern: isPattern ? commonest(words[0], words[1]) : null,
    unanswered: state === null ? null : { column: state, ...unanswered(words.at(-1)!) },
  };
}

/** Of more rows so many are counted, evenly spread: their shares are right to half a per cent. */
const MOST_COUNTED = 50_000;

function sample(rowNumbers: Uint32Array): Uint32Array {
  if (rowNumbers.length <= MOST_COUNTED) return rowNumbers;
  const step = rowNumbers.length / MOST_COUNTED;
  return filled(new Uint32Array(MOST_COUNTED), (i) => rowNumbers[Math.floor(i * step)]);
}

/** The pair of words that most rows have; `null` where no row has two. */
export function commonest(source: ColumnWords, port: ColumnWords): Dominance["pattern"] {
  const size = port.categories.length;
  const counts = new Map<number, number>();
  let [most, found] = [0, -1];
  for (let row = 0; row < source.codes.length; row++) {
    if (source.codes[row] < 0 || port.codes[row] < 0) continue;
    const pair = source.codes[row] * size + port.codes[row];
    const count = (counts.get(pair) ?? 0) + 1;
    counts.set(pair, count);
    if (count > most) [most, found] = [count, pair];
  }
  if (found < 0) return null;
  return {
    source: source.categories[Math.floor(found / size)],
    port: port.categories[found % size],
    share: most / source.codes.length,
  };
}

/** Share of the rows whose state says that nobody answered, and which states these are. */
export function unanswered(
  { codes, categories }: ColumnWords,
): { states: string[]; share: number } {
  const failed = categories.map((word) => UNANSWERED.has(word.toUpperCase()));
  const seen = new Set<number>();
  let count = 0;
  for (const code of codes) {
    if (code < 0 || !failed[code]) continue;
    seen.add(code);
    count++;
  }
  return {
    states: [...seen].sort((a, b) => a - b).map((code) => categories[code]),
    share: codes.length === 0 ? 0 : count / codes.length,
  };
}
