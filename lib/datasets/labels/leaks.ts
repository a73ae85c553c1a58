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

/** Where labels are, and what they mean. */
export interface Truth {
  /** SQL of the label as text, within the kinds of rows. */
  sql: string;
  labels: { name: string; attack: boolean; count: number }[];
}

/** A column with more different values than this describes traffic, however well it tells attacks. */
const MOST_VALUES = 100;
/** On fewer rows of normal traffic, or of attacks, an honest column may tell them apart by chance. */
const FEWEST_ROWS = 10;
/** With fewer of them, a column of numbers leaks only where it agrees with the labels in every row. */
const FEWEST_ROWS_FOR_CODES = 500;
/** The chance that codes in random order agree with the labels in every row is below this. */
const LARGEST_CHANCE = 1e-6;
/** Share of normal rows, and of attacks, that a leaking column tells rightly. */
const TOLD_SHARE = 0.999;

/**
 * Finds columns that tell normal rows from attacks: when every value of the column stands for that
 * of the two which most of its rows are, at least 99.9 % of the normal rows and at least 99.9 % of
 * the attacks are told rightly. A strong honest feature misses more of one of them.
 *
 * Only what looks like a label is suspected: words with at most 100 different values, on average ten
 * rows each, and numbers that are codes, from 0 up to the number of labels, or -1 and 1.
 *
 * With fewer than 500 normal rows, or attacks, an honest flag may come close to the labels. There,
 * numbers leak only where codes and labels agree in every row, both ways: each label has one code,
 * and no code is that of normal rows and of attacks. In random order n codes, k of them those of
 * attacks, do so with a chance of 2 / C(n, k), which must be below one in a million.
 *
 * @param kinds SQL of the different rows, see {@linkcode DistinctRows}
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
    `CAST(sum(CASE WHEN normal THEN 0 ELSE n END) AS DOUBLE), count(DISTINCT label) ` +
    `FROM (SELECT *, ${truth.sql} AS label, ${truth.sql} IN (${normal.join(", ")}) AS normal ` +
    `FROM ${kinds} WHERE ${truth.sql} IS NOT NULL) GROUP BY c${position}`
  );
  const told = new Map(
    looked.map(({ position }) => [position, { normal: 0, attack: 0, wrong: 0, labels: 0 }]),
  );
  const present = truth.labels.filter(({ count }) => count > 0).length;
  for (
    const [position, normal, attack, labels] of await database.rows(queries.join(" UNION ALL "))
  ) {
    const counts = told.get(Number(position))!;
    if (Number(normal) >= Number(attack)) counts.normal += Number(normal);
    else counts.attack += Number(attack);
    counts.wrong += Math.min(Number(normal), Number(attack));
    counts.labels += Number(labels);
  }
  const leaks = looked.filter((suspect) => {
    const { normal, attack, wrong, labels } = told.get(suspect.position)!;
    return mustAgree(suspect, truth)
      ? wrong === 0 && labels === present
      : normal >= TOLD_SHARE * normalRows && attack >= TOLD_SHARE * attackRows;
  });
  return new Set(leaks.map(({ position }) => position));
}

/** Whether a column looks like a label, and there are rows enough to tell. */
export function canLeak(suspect: Suspect, truth: Truth): boolean {
  const normalRows = rowsOf(truth, false);
  const attackRows = rowsOf(truth, true);
  if (!looksLikeLabel(suspect, truth.labels.length, normalRows + attackRows)) return false;
  if (Math.min(normalRows, attackRows) < FEWEST_ROWS) return false;
  return !mustAgree(suspect, truth) || chanceOfAgreement(normalRows, attackRows) < LARGEST_CHANCE;
}

/** Whether a column of codes has so few rows that it must agree with the labels in every one. */
function mustAgree({ type }: Suspect, truth: Truth): boolean {
  return type === "numeric" &&
    Math.min(rowsOf(truth, false), rowsOf(truth, true)) < FEWEST_ROWS_FOR_CODES;
}

/** 2 / C(n, k) for n rows, k of which are attacks. */
function chanceOfAgreement(normalRows: number, attackRows: number): number {
  const few = Math.min(normalRows, attackRows);
  let logarithm = Math.LN2;
  for (let i = 1; i <= few; i++) logarithm -= Math.log((normalRows + attackRows - few + i) / i);
  return Math.exp(logarithm);
}

function rowsOf({ labels }: Truth, attack: boolean): number {
  return labels.reduce((sum, label) => sum + (label.attack === attack ? label.count : 0), 0);
}

function looksLikeLabel({ type, distinct, min, max }: Suspect, labels: number, rows: number) {
  if (distinct > MOST_VALUES || 10 * distinct > rows) return false;
  if (type === "categorical") return true;
  if (min === null || max === null) return false;
  if (min === -1 && max === 1 && distinct === 2) return true;
  return min >= 0 && max <= labels && distinct === max - min + 1;
}
