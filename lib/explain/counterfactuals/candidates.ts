/**
 * Values that a feature of a record might have had.
 *
 * @module
 */
import type { ModelInput } from "../../learning/features/input.ts";

/** Values at even distances over the training range, and as many at even ratios. */
const STEPS = 32;

/** The input of a number. */
export type NumericInput = Extract<ModelInput, { type: "numeric" }>;

/**
 * Values over the training range of a number: at even distances, at even ratios, and the typical one.
 * Whole numbers only where training had whole numbers only.
 *
 * @returns ascending, each once
 */
export function numericCandidates({ min, max, typical, integer }: NumericInput): number[] {
  const values = [typical];
  const low = signedLog(min);
  const high = signedLog(max);
  for (let step = 0; step <= STEPS; step++) {
    const share = step / STEPS;
    values.push(min + (max - min) * share, signedExp(low + (high - low) * share));
  }
  const fitting = values.map((value) => Math.min(max, Math.max(min, value)));
  return distinct(integer ? fitting.map(Math.round) : fitting);
}

/**
 * Values between two, at even distances, without the two.
 *
 * @returns from the one nearest to `from` on
 */
export function valuesBetween(from: number, to: number, count: number, integer: boolean): number[] {
  const between = Array.from(
    { length: count },
    (_, index) => from + (to - from) * (index + 1) / (count + 1),
  );
  const inside = distinct(integer ? between.map(Math.round) : between)
    .filter((value) => value > Math.min(from, to) && value < Math.max(from, to));
  return from < to ? inside : inside.reverse();
}

/** A number of four significant digits near `value`, on its side that is away from `from`. */
export function roundedAway(value: number, from: number): number {
  if (value === 0) return value;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
  const units = value / unit;
  return Number(((value > from ? Math.ceil(units) : Math.floor(units)) * unit).toPrecision(4));
}

function distinct(values: number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

function signedExp(value: number): number {
  return Math.sign(value) * Math.expm1(Math.abs(value));
}
