/**
 * The notations of numbers, as SQL: what `notedNumberOf` reads of one value, for whole columns.
 *
 * @module
 */
import { quoteLiteral } from "./duckdb.ts";
import { asNumberOrTruth, isMissingNumber } from "./numbers.ts";
import {
  anyMantissa,
  DURATION,
  DURATION_PARTS,
  HEXADECIMAL,
  INNER_BLANKS,
  mantissa,
  NEUTRAL_GROUPS,
  type Notation,
  unitPattern,
} from "../values/notation.ts";
import { UNITS } from "../values/units.ts";

/** What a cell may be, told apart by its signs. A cell is the first of these that fits. */
export const CELL_PATTERNS = {
  /** No number: an address of IPv4 would be one whose points group thousands. */
  address: "\\d{1,3}(?:\\.\\d{1,3}){3}(?:[^\\d.].*)?",
  /** No number either; looked for early, for whole columns hold nothing else. */
  date: "\\d{1,4}[-/]\\d{1,2}[-/]\\d{1,4}.*",
  hexadecimal: HEXADECIMAL,
  duration: DURATION,
  /** An amount only beside others, for 4G and 5G are words. */
  code: "\\d[KMGTPBb]",
  size: `${anyMantissa()}[${INNER_BLANKS}]*${unitPattern("size")}`,
  time: `${anyMantissa()}[${INNER_BLANKS}]*${unitPattern("time")}`,
  share: `${anyMantissa()}[${INNER_BLANKS}]*${unitPattern("share")}`,
  /** 1 234 and 1'234. */
  grouped: `[-+]?\\d{1,3}(?:[${NEUTRAL_GROUPS}]\\d{3})+`,
  /** 1,234 can be read in two ways. */
  commaEither: "[-+]?[1-9]\\d{0,2},\\d{3}",
  /** 3,5 and 1.234.567. */
  commaDecimal: mantissa(","),
  /** 1,234,567 and 1,234.5. */
  pointDecimal: mantissa("."),
} as const;

/** What a cell may be. */
export type CellKind = keyof typeof CELL_PATTERNS;

/** SQL: a word without blanks around it. */
export function bare(word: string): string {
  return `trim(${word}, E' \\t\\r\\n\\f\\x0B\u00a0\u202f\u2009')`;
}

/** SQL: whether a word is written in this way from its first to its last character. */
export function fits(word: string, pattern: string): string {
  return `regexp_full_match(${bare(word)}, ${quoteLiteral(pattern)})`;
}

/** SQL: which of {@linkcode CELL_PATTERNS} a word is, its position counted from 1; `NULL` for others. */
export function cellKind(word: string): string {
  const kinds = Object.values(CELL_PATTERNS)
    .map((pattern, i) => `WHEN ${fits(word, pattern)} THEN ${i + 1}`);
  // Most words begin with a letter.
  return `CASE WHEN NOT ${fits(word, "[-+.,]?\\d.*")} THEN NULL ${kinds.join(" ")} END`;
}

/** Nobody writes such a number: 32352e3832 is a word in hexadecimal. */
export const HUGE_EXPONENT = "[eE][-+]?\\d{4}";

/**
 * SQL: a word of a column of that notation as a number, `NULL` where it is none. Hexadecimal numbers
 * are read in every notation, but not without one.
 */
export function notedNumber(word: string, notation: Notation | undefined): string {
  if (!notation) return asNumberOrTruth(word);
  const plain = `coalesce(${asNumberOrTruth(word)}, ${hexadecimal(word)})`;
  const noted = inNotation(word, notation);
  // Where points group thousands, a plain number is none: 12.519 is 12,519.
  return notation.decimal === "," ? `coalesce(${noted}, ${plain})` : `coalesce(${plain}, ${noted})`;
}

/** SQL: a word that is written as the notation says, as a number. */
function inNotation(word: string, { decimal, unit, durations }: Notation): string {
  const text = bare(word);
  if (durations) return durationOf(text);
  const others = [`WHEN ${fits(word, mantissa(decimal))} THEN ${ungrouped(text, decimal)}`];
  if (unit) {
    const factors = [...UNITS[unit]]
      .map(([name, factor]) => `WHEN ${quoteLiteral(name)} THEN '${factor}'::DOUBLE`);
    // Beside a unit a number may have decimals of the other kind, where nothing else can be meant.
    for (const point of [decimal, decimal === "." ? "," as const : "." as const]) {
      const written = `(${mantissa(point)})[${INNER_BLANKS}]*(${unitPattern(unit)})`;
      const part = (group: number) =>
        `regexp_extract(${text}, ${quoteLiteral(`^${written}$`)}, ${group})`;
      const times = `CASE ${part(2)} ${factors.join(" ")} END`;
      others.push(`WHEN ${fits(word, written)} THEN ${ungrouped(part(1), point)} * ${times}`);
    }
  }
  return `CASE ${others.join(" ")} END`;
}

/** SQL: the number of a text that fits {@linkcode mantissa}. */
function ungrouped(text: string, decimal: "." | ","): string {
  const groups = (decimal === "." ? "," : ".") + NEUTRAL_GROUPS;
  const digits = `regexp_replace(${text}, ${quoteLiteral(`[${groups}]`)}, '', 'g')`;
  return `TRY_CAST(${decimal === "," ? `replace(${digits}, ',', '.')` : digits} AS DOUBLE)`;
}

function hexadecimal(word: string): string {
  return `CASE WHEN ${fits(word, CELL_PATTERNS.hexadecimal)} ` +
    `THEN CAST(TRY_CAST(${bare(word)} AS BIGINT) AS DOUBLE) END`;
}

function durationOf(text: string): string {
  const parts = `regexp_extract(replace(${text}, ',', '.'), ` +
    `${quoteLiteral(DURATION_PARTS)}, ` +
    `['sign', 'd', 'h', 'm', 's'])`;
  const part = (name: string) => `coalesce(TRY_CAST(${parts}.${name} AS DOUBLE), 0)`;
  return `CASE WHEN regexp_full_match(${text}, ${quoteLiteral(DURATION)}) THEN ` +
    `(CASE ${parts}.sign WHEN '-' THEN -1 ELSE 1 END) * ` +
    `(${part("d")} * 86400 + ${part("h")} * 3600 + ${part("m")} * 60 + ${part("s")}) END`;
}

/** SQL: whether a word is neither a number of that notation nor says that there is none. */
export function isNoNotedNumber(word: string, notation: Notation | undefined): string {
  return `(NOT ${isMissingNumber(word)} AND ${notedNumber(word, notation)} IS NULL)`;
}
