/**
 * Numbers in the notation of their column, as texts.
 *
 * @module
 */
import {
  anyMantissa,
  DURATION,
  DURATION_PARTS,
  GROUPED_BY_POINT,
  HEXADECIMAL,
  INNER_BLANKS,
  mantissa,
  NEUTRAL_GROUPS,
  type Notation,
  unitPattern,
} from "./notation.ts";
import { trimBlanks } from "./missing.ts";
import { storedNumber } from "./number.ts";
import { type UnitKind, UNITS } from "./units.ts";
import { numberOf, type Value } from "./value.ts";

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const MANTISSAS = { ".": whole(mantissa(".")), ",": whole(mantissa(",")) };
const WITH_UNIT = Object.fromEntries(
  (["size", "time", "share"] as const).map((kind) => [
    kind,
    new RegExp(`^(${anyMantissa()})[${INNER_BLANKS}]*(${unitPattern(kind)})$`),
  ]),
) as Record<UnitKind, RegExp>;
const IS_DURATION = whole(DURATION);
const OF_DURATION = new RegExp(DURATION_PARTS);
const IS_HEXADECIMAL = whole(HEXADECIMAL);
const IS_AMBIGUOUS = whole(GROUPED_BY_POINT);
const GROUPS = {
  ".": new RegExp(`[,${NEUTRAL_GROUPS}]`, "g"),
  ",": new RegExp(`[.${NEUTRAL_GROUPS}]`, "g"),
};
const AROUND = new RegExp(`^[${INNER_BLANKS}]+|[${INNER_BLANKS}]+$`, "g");

/**
 * A value of a column as a number: what {@linkcode numberOf} reads, and texts in the column's
 * notation, where there may be hexadecimal ones as well. Where points group thousands, the notation comes first: the text 12.519 is
 * 12519. Anywhere else a plain number is what it is. Values that are numbers already stay as they are.
 *
 * @param notation of the column, absent for plain numbers
 * @returns `null` where the value is missing, `undefined` where it is no number
 *
 * @example
 * ```ts
 * import { notedNumberOf } from "./noted_number.ts";
 * import assert from "node:assert/strict";
 *
 * const sizes = { decimal: ".", unit: "size", durations: false } as const;
 * assert.equal(notedNumberOf("4.9 M", sizes), 4_900_000);
 * const commas = { decimal: ",", unit: null, durations: false } as const;
 * assert.equal(notedNumberOf("12.519", commas), 12_519);
 * assert.equal(notedNumberOf(12.519, commas), 12.519);
 * assert.equal(notedNumberOf("12.5", commas), 12.5);
 * ```
 */
export function notedNumberOf(value: Value, notation?: Notation): number | null | undefined {
  if (typeof value !== "string") return numberOf(value);
  if (notation?.decimal === ",") {
    const noted = inNotation(bare(value), notation);
    if (noted !== undefined) return noted;
  }
  const plain = numberOf(value);
  if (plain !== undefined || !notation) return plain;
  const text = bare(value);
  return IS_HEXADECIMAL.test(text) ? Number(text) : inNotation(text, notation);
}

/**
 * A number as the shortest plain text that {@linkcode notedNumberOf} reads back: with a zero behind
 * it where three decimals would be taken for a group of thousands.
 */
export function plainText(number: number, notation?: Notation): string {
  const text = String(number);
  return notation?.decimal === "," && IS_AMBIGUOUS.test(text) ? `${text}0` : text;
}

function inNotation(
  text: string,
  { decimal, unit, durations }: Notation,
): number | null | undefined {
  if (durations) return IS_DURATION.test(text) ? storedNumber(secondsOf(text)) : undefined;
  if (MANTISSAS[decimal].test(text)) return storedNumber(ungrouped(text, decimal));
  const parts = unit && WITH_UNIT[unit].exec(text);
  if (!parts) return undefined;
  const [, written, name] = parts;
  // Beside a unit a number may have decimals of the other kind, where nothing else can be meant.
  const point = MANTISSAS[decimal].test(written) ? decimal : decimal === "." ? "," : ".";
  return storedNumber(ungrouped(written, point) * UNITS[unit].get(name)!);
}

function ungrouped(text: string, decimal: "." | ","): number {
  const digits = text.replace(GROUPS[decimal], "");
  return Number(decimal === "," ? digits.replace(",", ".") : digits);
}

function secondsOf(text: string): number {
  const [, sign, ...parts] = OF_DURATION.exec(text.replaceAll(",", "."))!;
  const [days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  return (sign === "-" ? -1 : 1) * (days * 86400 + hours * 3600 + minutes * 60 + seconds);
}

function bare(text: string): string {
  return trimBlanks(trimBlanks(text).replace(AROUND, ""));
}
