/**
 * How a feature was distributed in training, in bins that later records are counted in too.
 *
 * @module
 */
import type { InputRecord } from "../../learning/features/input.ts";

/** A numeric feature: bins between ascending edges, each with its upper edge, and one for no value. */
export interface NumericReference {
  type: "numeric";
  name: string;
  /** Inner edges; `edges.length + 1` bins. */
  edges: number[];
  /** Records in each bin; the last one counts records without a value. */
  counts: number[];
  median: number | null;
}

/** A feature of words: a bin for each frequent category, one for the others, one for no value. */
export interface CategoricalReference {
  type: "categorical";
  name: string;
  /** Most frequent first. */
  categories: string[];
  /** Records in each bin: of `categories`, then of all others, then without a value. */
  counts: number[];
  /** Further categories of the training data; a category that is in neither list is unseen. */
  others: string[];
  /** There were even more, so that an unseen category cannot be told from a rare one. */
  truncated: boolean;
}

/** How a feature was distributed. */
export type FeatureReference = NumericReference | CategoricalReference;

/** All features of a model and how many records they were counted in. */
export interface DriftReference {
  version: 1;
  /** Records of the training data that were counted. */
  rows: number;
  features: FeatureReference[];
}

/** The bin of a record's value, and whether training never had that value. */
export interface Placed {
  bin: number;
  unseen: boolean;
}

/** Sorts records into the bins of one feature. */
export class FeatureBins {
  readonly #places: Map<string, number>;
  readonly #known: Set<string>;

  constructor(readonly reference: FeatureReference) {
    const categories = reference.type === "categorical" ? reference.categories : [];
    this.#places = new Map(categories.map((name, index) => [name, index]));
    this.#known = new Set(reference.type === "categorical" ? reference.others : []);
  }

  /** The bin of a value, as a record has it. */
  place(value: InputRecord[string] | undefined): Placed {
    const { reference } = this;
    const missing = { bin: reference.counts.length - 1, unseen: false };
    if (value === null || value === undefined || value === "") return missing;
    if (reference.type === "numeric") {
      const number = Number(value);
      return Number.isFinite(number)
        ? { bin: countBelow(reference.edges, number), unseen: false }
        : missing;
    }
    const word = String(value);
    const bin = this.#places.get(word);
    if (bin !== undefined) return { bin, unseen: false };
    return {
      bin: reference.categories.length,
      unseen: !reference.truncated && !this.#known.has(word),
    };
  }
}

/** How many edges lie below a value: a value on an edge belongs to the bin under it. */
function countBelow(edges: number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
