/**
 * A value of a record as a category of training.
 *
 * @module
 */
import type { CategoryIndex } from "../values/categories.ts";
import { wordOf } from "../values/value.ts";
import type { InputValue } from "./feature.ts";

/** A value that was read. */
export type ReadCategory =
  | {
    fault: null;
    /** `null` where the value is missing. */
    word: string | null;
    /** Index into the categories; -1 for a word that training did not have, or none. */
    category: number;
  }
  | { fault: string };

/**
 * Reads a value.
 *
 * @param mayBeMissing whether training had rows without a category
 */
export function readCategory(
  index: CategoryIndex,
  value: InputValue,
  mayBeMissing: boolean,
): ReadCategory {
  const word = wordOf(value);
  if (word === null) {
    return mayBeMissing ? { fault: null, word, category: -1 } : { fault: "A value is missing." };
  }
  const category = index.find(word);
  const fault = category < 0 ? index.faultOf(word) : null;
  return fault === null ? { fault, word, category } : { fault };
}
