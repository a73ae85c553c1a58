/**
 * Where the records of a dataset come from.
 *
 * @module
 */

/** Where the records of a dataset come from. */
export type DatasetOrigin =
  | {
    type: "upload";
    file: string;
    /** The kind of records that a person chose, where the file holds several. */
    kind?: string;
  }
  | { type: "demo"; part: "train" | "test"; rows: number; seed: number }
  | ({ type: "derived"; parents: DatasetParent[] } & Derivation)
  | { type: "download"; source: string; url: string };

/** A dataset from which another was made, under the name that it had then. */
export interface DatasetParent {
  id: string;
  name: string;
}

/** What was done to make one dataset of others. */
export type Derivation =
  | { operation: "combine"; options: Record<string, never> }
  | { operation: "split"; options: SplitOptions & { part: SplitPart } }
  | { operation: "sample"; options: SampleOptions }
  | { operation: "filter"; options: FilterOptions }
  | { operation: "drop-duplicates"; options: Record<string, never> };

/** The rows before the cut, or those behind it. */
export type SplitPart = "first" | "second";

/** How to cut a dataset in two; `share` is that of the second part, between 0 and 1. */
export type SplitOptions =
  | { by: "order"; share: number }
  | { by: "time"; column: string; share: number; perLabel?: boolean }
  | { by: "random"; share: number; seed: number; perLabel: boolean };

/** How many rows to draw at random: of all, or of each label. */
export type SampleOptions =
  & ({ rows: number } | { share: number })
  & { seed: number; perLabel: boolean };

/** Which labels' rows stay: these alone, or all but these and rows without a label. */
export type FilterOptions = { keep: string[] } | { drop: string[] };
