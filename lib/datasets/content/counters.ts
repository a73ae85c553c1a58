/**
 * Columns that number records: their values tell which record it is, not what it is like.
 *
 * @module
 */
import { nameTokens } from "../columns/name_tokens.ts";

/** A column of numbers. */
export interface NumberColumn {
  name: string;
  /** Rows with a finite value. */
  present: number;
  /** Different values, exactly. */
  distinct: number;
  min: number;
  max: number;
  /** Runs of consecutive rows, in the order of the file; missing values are left out. */
  runs: number[][];
}

/** Fewer rows prove nothing, unless the name says that rows are numbered. */
const FEWEST_ROWS = 40;
const FEWEST_ROWS_NAMED = 10;
/**
 * So many pairs of equal values would be expected by chance among independent draws from the column's
 * range (the birthday problem). Where there is none, values are handed out once each: the chance that
 * a measurement looks like this is at most exp(-12).
 */
const EXPECTED_PAIRS = 12;
/** Share of steps from row to row that are equal where rows are numbered file by file. */
const EQUAL_STEPS = 0.95;
/** Share of steps in one direction where a numbering has gaps. */
const ONE_WAY = 0.98;
const FEWEST_ROWS_WITH_GAPS = 100;
/** Standard deviation of gaps, divided by their mean: 1 where rows were drawn at random. */
const REGULAR_GAPS = 1.2;

/** Names of what is measured. A sorted column of one of these may be honest. */
export const MEASURES = new Set([
  ...["byte", "packet", "pkt", "rate", "count", "load", "ttl", "iat", "time", "elapsed", "delta"],
  ...["mean", "max", "min", "std", "avg", "total", "tot", "sum", "win", "window", "flows", "hits"],
]);
/** Names of what every flow has much or little of. Nobody numbers records under one of these. */
export const AMOUNTS = new Set([
  ...["bytes", "octets", "packets", "pkts", "duration", "dur", "length", "len", "size"],
]);
/** Names of columns whose every row names a record where no value occurs twice. */
const NUMBERS_ROWS = new Set([
  "unnamed",
  "index",
  "idx",
  "id",
  "no",
  "nr",
  "row",
  "record",
  "seqid",
]);

/** Whether the values count records: 1, 2, 3 and so on, in any order, with gaps, file by file. */
export function isCounter(column: NumberColumn): boolean {
  const { name, present, distinct, min, max, runs } = column;
  const tokens = nameTokens(name);
  // Tables without a header, and those of pandas, number their rows in the first column.
  const named = tokens.some((token) => NUMBERS_ROWS.has(token)) || name === "column_1";
  if (present < (named ? FEWEST_ROWS_NAMED : FEWEST_ROWS) || isPort(tokens)) return false;
  if (tokens.some((token) => AMOUNTS.has(token))) return false;
  if (!runs.every((run) => run.every(Number.isInteger))) return false;
  const unique = distinct === present;
  if (unique && named && name !== "column_1") return true;
  if (unique && present * present / (2 * (max - min + 1)) >= EXPECTED_PAIRS) return true;
  const steps = runs.flatMap((run) => run.slice(1).map((value, i) => value - run[i]));
  const [step, times] = mostFrequent(steps);
  if (step !== 0 && times >= EQUAL_STEPS * steps.length) return true;
  if (tokens.some((token) => MEASURES.has(token))) return false;
  return steps.length >= FEWEST_ROWS_WITH_GAPS - 1 && stepsOneWay(steps);
}

/** Whether a column is named as one of ports; Zeek's are `id.orig_p` and `id.resp_p`. */
export function isPort(tokens: string[]): boolean {
  return tokens.includes("port") || /(^| )(orig|resp) p$/.test(tokens.join(" "));
}

function stepsOneWay(steps: number[]): boolean {
  const up = steps.filter((step) => step > 0);
  const down = steps.filter((step) => step < 0);
  if (up.length + down.length < steps.length) return false;
  const gaps = up.length > down.length ? up : down.map((step) => -step);
  if (gaps.length < ONE_WAY * steps.length) return false;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) <= REGULAR_GAPS * mean;
}

function mostFrequent(values: number[]): [value: number, times: number] {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].reduce((best, each) => each[1] > best[1] ? each : best, [0, 0]);
}
