/**
 * Finds a word among the categories of a feature, however it is spelled.
 *
 * @module
 */
import { MISSING_WORDS, trimBlanks } from "./missing.ts";
import { readNumber } from "./number.ts";

/** The ways to write a truth value; the first is JSON's, the last is Zeek's. */
const SPELLINGS = [["true", "false"], ["True", "False"], ["TRUE", "FALSE"], ["t", "f"], ["T", "F"]];
const TRUTHS = new Map(
  SPELLINGS.flatMap(([yes, no]) => [[yes, true], [no, false]] as [string, boolean][]),
);

/** All ways to write a truth value. */
export const TRUTH_SPELLINGS: readonly string[] = SPELLINGS.flat();

/** What begins with a digit, or is made of hexadecimal ones, is a code: a number may be one too. */
const CODE = /^[+-]?\.?\d|^(?=.*\d)[0-9a-f]+$/i;

/**
 * The categories of a feature by their words.
 *
 * A word that does not match any of them exactly may be one in another spelling: with other blanks around
 * it, as another way to write the same number (`080`, `80.0`), or, where all categories are truth
 * values, as another way to write the same truth value (`T`, `True`, `true`).
 */
export class CategoryIndex {
  /** Whether training had words only, none of which is a number or a code. */
  readonly refusesNumbers: boolean;
  readonly #exact: ReadonlyMap<string, number>;
  readonly #trimmed = new Map<string, number>();
  readonly #numbers = new Map<number, number>();
  readonly #truths = new Map<boolean, number>();

  /** @param categories in any order; {@linkcode find} gives their indices */
  constructor(categories: readonly string[]) {
    this.#exact = new Map(categories.map((category, index) => [category, index]));
    const areTruths = categories.every((category) => TRUTHS.has(trimBlanks(category)));
    categories.forEach((category, index) => {
      const trimmed = trimBlanks(category);
      addFirst(this.#trimmed, trimmed, index);
      const number = readNumber(trimmed);
      if (typeof number === "number") addFirst(this.#numbers, number + 0, index);
      if (areTruths) addFirst(this.#truths, TRUTHS.get(trimmed)!, index);
    });
    this.refusesNumbers = categories.length > 0 &&
      !categories.some((category) => CODE.test(trimBlanks(category)));
  }

  /** The index of the category that a word means, or -1. */
  find(word: string): number {
    const exact = this.#exact.get(word);
    if (exact !== undefined) return exact;
    const trimmed = trimBlanks(word);
    const blank = this.#trimmed.get(trimmed);
    if (blank !== undefined) return blank;
    // Zeek's text logs write the empty set so, of which its JSON logs make an empty list.
    if (trimmed === "(empty)") return this.#exact.get("[]") ?? -1;
    const truth = this.#truths.size > 0 ? TRUTHS.get(trimmed) : undefined;
    if (truth !== undefined) return this.#truths.get(truth) ?? -1;
    const number = this.#numbers.size > 0 ? readNumber(trimmed) : undefined;
    return typeof number === "number" ? this.#numbers.get(number + 0) ?? -1 : -1;
  }

  /**
   * What is wrong with a word that is no category: it is a number where training had words only.
   *
   * @returns `null` where nothing is
   */
  faultOf(word: string): string | null {
    if (!this.refusesNumbers || typeof readNumber(word) !== "number") return null;
    const [example] = this.#exact.keys();
    return `${trimBlanks(word).slice(0, 40)} is a number, but training had words such as ${
      JSON.stringify(example.slice(0, 40))
    }.`;
  }
}

/** Whether a word says that there is no value; it does only where it is no category itself. */
export function meansMissing(word: string): boolean {
  return MISSING_WORDS.has(trimBlanks(word).toLowerCase());
}

function addFirst<K>(map: Map<K, number>, key: K, index: number): void {
  if (!map.has(key)) map.set(key, index);
}
