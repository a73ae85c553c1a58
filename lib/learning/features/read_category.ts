/**
 * A value of a record as a category of training.
 *
 * @module
 */
import { type CategoryIndex, meansMissing } from "../../values/categories.ts";
import type { Notation } from "../../values/notation.ts";
import { notedNumberOf } from "../../values/noted_number.ts";
import { wordOf } from "../../values/value.ts";
import type { InputValue } from "./feature.ts";

/** A category that training did not have. */
export const UNSEEN = -1;

/**
 * The category of training that a word means.
 *
 * @param mayBeMissing whether training had rows without a category; what says that there is none, such
 * as `NA`, then counts as missing
 * @param notation in which the training file wrote categories that are numbers
 * @returns its index, {@linkcode UNSEEN}, or `null` for a word that says that there is none
 */
export function categoryOf(
  index: CategoryIndex,
  word: string,
  mayBeMissing: boolean,
  notation?: Notation,
): number | null {
  const category = index.find(plainWord(word, notation));
  return category < 0 && mayBeMissing && meansMissing(word) ? null : category;
}

/**
 * Reads a value as a category of training. What is missing has no category, as in a dataset; a record
 * that says nothing of the feature is accepted only where training had rows without a category.
 *
 * @param mayBeMissing whether training had such rows
 * @param notation in which the training file wrote categories that are numbers
 * @returns its index, {@linkcode UNSEEN}, `null` where it is missing, or what is wrong with the value
 */
export function readCategory(
  index: CategoryIndex,
  value: InputValue,
  mayBeMissing: boolean,
  notation?: Notation,
): number | null | string {
  const word = wordOf(value);
  if (word === null) return value !== undefined || mayBeMissing ? null : "A value is missing.";
  const noted = typeof value === "string" ? notation : undefined;
  const category = categoryOf(index, word, mayBeMissing, noted);
  return category === UNSEEN ? index.faultOf(word) ?? UNSEEN : category;
}

/** A word as the categories of training have it: numbers plainly. */
function plainWord(word: string, notation: Notation | undefined): string {
  const number = notation && notedNumberOf(word, notation);
  return typeof number === "number" ? String(number) : word;
}
