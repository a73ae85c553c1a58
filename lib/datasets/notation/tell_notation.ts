/**
 * Which notation each column of a table has, told from what its cells look like.
 *
 * @module
 */
import { nameTokens } from "../columns/name_tokens.ts";
import type { Notation } from "../../values/notation.ts";
import type { CellKind } from "../../tables/notation.ts";

/** Cells of a column by what they look like. Cells that say that there is no value are left out. */
export interface CellCounts extends Record<CellKind, number> {
  /** All of them. */
  present: number;
  /** Plain decimals. */
  plain: number;
  /** Of the plain ones: with up to three digits, a point, and three digits, such as 12.519. */
  groupedByPoint: number;
  /** Of the plain ones: with a point in any other place. */
  otherPoint: number;
  /** Of those with units: with a comma, or a point, that can come before decimals only. */
  unitComma: number;
  unitPoint: number;
  /** Of the durations: with no hour. */
  underAnHour: number;
  /** The greatest hour of a duration. */
  mostHours: number;
}

/** A column to tell the notation of. */
export interface CountedCells extends CellCounts {
  name: string;
}

/** What was told of a column: words, plain numbers, or numbers of some notation. */
export type Told = "words" | "plain" | Notation;

/** Notations, and what a person should know about them. */
export interface ToldNotations {
  columns: Told[];
  warnings: string[];
}

/** A share of numbers from which on the other words of a column are faults, not categories. */
const NUMERIC_SHARE = 0.99;
/** Hexadecimal numbers beyond this share make words of a column: flags and ports are written so. */
const HEXADECIMAL_SHARE = 0.01;

/**
 * Tells the notation of every column. Signs that can be read in two ways, as in 1,234 and 12.519, are
 * read as the rest of the file is written; where that says nothing, as spreadsheets write it: they
 * separate cells by semicolons where decimals follow commas.
 */
export function tellNotations(columns: CountedCells[], delimiter: string): ToldNotations {
  const usesDecimalCommas = columns.some((column) =>
    decimalOf(column) === "," && isMostlyNumbers(column)
  );
  const usesPoints = columns.some((column) =>
    isMostlyNumbers(column) && column.pointDecimal + column.otherPoint + column.unitPoint > 0
  );
  const byCustom = !usesDecimalCommas && !usesPoints && delimiter === ";";
  const commas = usesDecimalCommas || byCustom;
  const warnings: string[] = [];
  const told = columns.map((column): Told => {
    const { name, present, plain, commaEither, groupedByPoint } = column;
    if (column.duration >= NUMERIC_SHARE * present && present > 0) {
      return isDuration(column) ? { decimal: ".", unit: null, durations: true } : "words";
    }
    if (!isMostlyNumbers(column) || isList(column, delimiter)) return "words";
    if (column.hexadecimal > HEXADECIMAL_SHARE * present) return "words";
    const decimal = decimalOf(column) ??
      (commas && (commaEither > 0 || isGrouped(column) || hasUnits(column)) ? "," : ".");
    if (decimal === "mixed") return plain >= NUMERIC_SHARE * present ? "plain" : "words";
    const units = (["size", "time", "share"] as const)
      .filter((kind) => column[kind] + (kind === "size" ? column.code : 0) > 0);
    if (units.length > 1) return plain >= NUMERIC_SHARE * present ? "plain" : "words";
    if (decimalOf(column) === null && (commaEither > 0 || decimal === ",") && !usesDecimalCommas) {
      warnings.push(ambiguous(name, decimal, groupedByPoint > 0));
    }
    if (units.length > 0) {
      warnings.push(
        `"${name}" has numbers with units${
          units[0] === "time" ? "; they were read in seconds" : ", which were resolved"
        }.`,
      );
    }
    const isPlain = decimal === "." && units.length === 0 && plain === present;
    return isPlain ? "plain" : { decimal, unit: units[0] ?? null, durations: false };
  });
  return { columns: told, warnings };
}

function isMostlyNumbers(column: CountedCells): boolean {
  const { plain, hexadecimal, size, time, share, grouped, commaEither } = column;
  const { commaDecimal, pointDecimal, code } = column;
  const numbers = plain + hexadecimal + size + time + share + grouped + commaEither +
    commaDecimal + pointDecimal + (size + plain > 0 ? code : 0);
  return column.present > 0 && numbers >= NUMERIC_SHARE * column.present;
}

/** Whether commas put several numbers into one cell, as tshark does: few of the cells have any. */
function isList(
  { plain, commaDecimal, commaEither, pointDecimal }: CountedCells,
  delimiter: string,
) {
  const commas = commaDecimal + commaEither;
  return delimiter === "," && commas > 0 && pointDecimal === 0 && plain > commas;
}

/** What the column's own cells say comes before decimals; `null` where they say nothing. */
function decimalOf(column: CountedCells): "." | "," | "mixed" | null {
  const { commaDecimal, pointDecimal, otherPoint, unitComma, unitPoint } = column;
  if (commaDecimal > 0) return pointDecimal + otherPoint > 0 ? "mixed" : ",";
  if (pointDecimal + otherPoint + unitPoint > 0) return ".";
  return unitComma > 0 ? "," : null;
}

function hasUnits({ size, time, share }: CountedCells): boolean {
  return size + time + share > 0;
}

/** Whether points may group thousands: wherever there is one, three digits follow. */
function isGrouped({ groupedByPoint, otherPoint }: CountedCells): boolean {
  return groupedByPoint > 0 && otherPoint === 0;
}

/** Whether h:mm:ss tells how long something took, and not when it was. */
function isDuration({ name, duration, underAnHour, mostHours }: CountedCells): boolean {
  const tokens = nameTokens(name);
  const named = (words: RegExp) => tokens.some((token) => words.test(token));
  if (named(/^(dur|duration|dauer|elapsed|age|uptime|idle|active|length|interval|iat|lasting)$/)) {
    return true;
  }
  if (mostHours >= 24) return true;
  if (named(/^(time|clock|zeit|uhrzeit|start|end|ts|timestamp|at|seen)$/)) return false;
  return underAnHour >= duration / 2;
}

function ambiguous(name: string, decimal: "." | ",", points: boolean): string {
  const [written, meant] = points
    ? ["12.519", "12,519"]
    : ["1,234", decimal === "," ? "1.234" : "1234"];
  return `Numbers in "${name}" such as ${written} can be read in two ways; they were read as ${
    points ? meant.replace(",", "") : meant
  }. If that is wrong, export the table with plain numbers such as 1234.5.`;
}
