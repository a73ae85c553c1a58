/**
 * How the numbers of a column are written, where it is not as plain decimals: with groups of
 * thousands, decimal commas, units, as durations or in hexadecimal. The patterns mean the same to
 * JavaScript and to RE2, which reads whole files.
 *
 * @module
 */
import { type UnitKind, UNITS } from "./units.ts";

/** How a column writes its numbers. */
export interface Notation {
  /** The decimal separator; the other one of the two may group thousands. */
  decimal: "." | ",";
  /** What the units behind numbers measure; `null` for numbers without. */
  unit: UnitKind | null;
  /** Whether all are durations such as 0:05:35, read as seconds. */
  durations: boolean;
}

/** Blanks within and behind numbers. */
export const INNER_BLANKS = " \u00a0\u202f\u2009";
/** What groups thousands, whatever the decimal separator. */
export const NEUTRAL_GROUPS = `'\`’${INNER_BLANKS}`;
const EXPONENT = "(?:[eE][-+]?\\d{1,3})?";

/** A number whose decimals follow `decimal`. */
export function mantissa(decimal: "." | ","): string {
  const [point, group] = decimal === "." ? ["\\.", ","] : [",", "\\."];
  // 0.125 has decimals, whatever groups thousands.
  const groups = `[1-9]\\d{0,2}(?:${group}\\d{3})+|\\d{1,3}(?:[${NEUTRAL_GROUPS}]\\d{3})+`;
  // Groups have no exponent: 1.234e5 is a plain number everywhere.
  return `[-+]?(?:(?:${groups})(?:${point}\\d*)?|` +
    `(?:\\d+(?:${point}\\d*)?|${point}\\d+)${EXPONENT})`;
}

/** A number whose decimals follow either sign. */
export function anyMantissa(): string {
  return `(?:${mantissa(".")}|${mantissa(",")})`;
}

/** The units of a kind. */
export function unitPattern(kind: UnitKind): string {
  const units = [...UNITS[kind].keys()].sort((a, b) => b.length - a.length);
  return `(?:${units.map((unit) => unit.replace(/[/%]/g, (sign) => `\\${sign}`)).join("|")})`;
}

/** A duration. */
export const DURATION = "[-+]?(?:\\d+ *(?:d|days?),? *)?\\d+:[0-5]?\\d:[0-5]?\\d(?:[.,]\\d+)?";
/** The parts of a duration, its decimals behind a point: sign, days, hours, minutes, seconds. */
export const DURATION_PARTS =
  "^([-+]?)(?:(\\d+) *(?:d|days?)\\.? *)?(\\d+):(\\d+):(\\d+(?:\\.\\d+)?)$";
/** A number in hexadecimal; longer ones are words. */
export const HEXADECIMAL = "0[xX][0-9a-fA-F]{1,12}";
/** Plain numbers that may be 12,519 or 12.519. */
export const GROUPED_BY_POINT = "[-+]?[1-9]\\d{0,2}\\.\\d{3}";
