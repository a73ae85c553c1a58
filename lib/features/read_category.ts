/**
 * A value of a record as a category of training.
 *
 * @module
 */
import { type CategoryIndex, meansMissing } from "../values/categories.ts";
import { wordOf } from "../values/value.ts";
import type { InputValue } from "./feature.ts";

/** A category that training did not have. */
export const UNSEEN = -1;

/**
 * The category of training that a word means.
 *
 * @param mayBeMissing whether training had rows without a category; what says that there is none, such
 * as `NA`, then counts as missing
 * @returns its index, {@linkcode UNSEEN}, or `null` for a word that says that there is none
 */
export function categoryOf(
  index: CategoryIndex,
  word: string,
  mayBeMissing: boolean,
): number | null {
  const category = index.find(word);
  return category < 0 && mayBeMissing && meansMissing(word) ? null : category;
}

/**
 * Reads a value as a category of training. What is missing has no category, as in a dataset; a record
 * that says nothing of the feature is accepted only where training had rows without a category.
 *
 * @param mayBeMissing whether training had such rows
 * @returns its index, {@linkcode UNSEEN}, `null` where it is missing, or what is wrong with the value
 */
export function readCategory(
  index: CategoryIndex,
  value: InputValue,
  mayBeMissing: boolean,
): number | null | string {
  const word = wordOf(value);
  if (word === null) return value !== undefined || mayBeMissing ? null : "A value is missing.";
  const category = categoryOf(index, word, mayBeMissing);
  return category === UNSEEN ? index.faultOf(word) ?? UNSEEN : category;
}
