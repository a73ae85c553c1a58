/**
 * Columns whose values give the label away.
 *
 * @module
 */
import { type Database, quoteLiteral } from "../../tables/duckdb.ts";
import type { ColumnProfile } from "../../resources/dataset.ts";

/** A column that may leak. */
export interface Suspect extends Pick<ColumnProfile, "type" | "distinct" | "min" | "max"> {
  /** Its position in the table. */
  position: number;
}

/** Where labels stand, and what they mean. */
export interface Truth {
  /** SQL of the label as text, within the kinds of rows. */
  sql: string;
  labels: { name: string; attack: boolean; count: number }[];
}

/** A column with more different values than this describes traffic, however well it tells attacks. */
const MOST_VALUES = 100;
/** On fewer rows of normal traffic, or of attacks, an honest column may tell them apart by chance. */
const FEWEST_ROWS = 10;
/** The same for a column of numbers. */
const FEWEST_ROWS_FOR_CODES = 500;
/** Share of normal rows, and of attacks, that a leaking column tells rightly. */
const TOLD_SHARE = 0.999;

/**
 * Finds columns that tell normal rows from attacks: when every value of the column stands for that
 * of the two which most of its rows are, at least 99.9 % of the normal rows and at least 99.9 % of
 * the attacks are told rightly. A strong honest feature misses more of one of them.
 *
 * Only what looks like a label is suspected: words with at most 100 different values, on average ten
 * rows each, and numbers that are codes, from 0 up to the number of labels.
 *
 * @param kinds SQL of the different rows, see {@linkcode Kinds}
 * @returns positions of the columns that leak
 */
export async function findLeaks(
  database: Database,
  kinds: string,
  suspects: Suspect[],
  truth: Truth,
): Promise<Set<number>> {
  const normalRows = rowsOf(truth, false);
  const attackRows = rowsOf(truth, true);
  const looked = suspects.filter((suspect) => canLeak(suspect, truth));
  if (looked.length === 0) return new Set();
  const normal = truth.labels.filter(({ attack }) => !attack).map(({ name }) => quoteLiteral(name));
  const queries = looked.map(({ position }) =>
    `SELECT ${position}, CAST(sum(CASE WHEN normal THEN n ELSE 0 END) AS DOUBLE), ` +
    `CAST(sum(CASE WHEN normal THEN 0 ELSE n END) AS DOUBLE) ` +
    `FROM (SELECT *, ${truth.sql} IN (${normal.join(", ")}) AS normal FROM ${kinds} ` +
    `WHERE ${truth.sql} IS NOT NULL) GROUP BY c${position}`
  );
  const told = new Map(looked.map(({ position }) => [position, { normal: 0, attack: 0 }]));
  for (const [position, normal, attack] of await database.rows(queries.join(" UNION ALL "))) {
    const counts = told.get(Number(position))!;
    if (Number(normal) >= Number(attack)) counts.normal += Number(normal);
    else counts.attack += Number(attack);
  }
  return new Set(
    [...told].filter(([_, { normal, attack }]) =>
      normal >= TOLD_SHARE * normalRows && attack >= TOLD_SHARE * attackRows
    ).map(([position]) => position),
  );
}

/** Whether a column looks like a label, and there are rows enough to tell. */
export function canLeak(suspect: Suspect, truth: Truth): boolean {
  const normalRows = rowsOf(truth, false);
  const attackRows = rowsOf(truth, true);
  return looksLikeLabel(suspect, truth.labels.length, normalRows + attackRows) &&
    Math.min(normalRows, attackRows) >=
      (suspect.type === "numeric" ? FEWEST_ROWS_FOR_CODES : FEWEST_ROWS);
}

function rowsOf({ labels }: Truth, attack: boolean): number {
  return labels.reduce((sum, label) => sum + (label.attack === attack ? label.count : 0), 0);
}

function looksLikeLabel({ type, distinct, min, max }: Suspect, labels: number, rows: number) {
  if (distinct > MOST_VALUES || 10 * distinct > rows) return false;
  if (type === "categorical") return true;
  return min !== null && max !== null && min >= 0 && max <= labels && distinct === max - min + 1;
}
