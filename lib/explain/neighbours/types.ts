/**
 * The nearest normal training records of a record, as the HTTP API and the pages show them.
 *
 * @module
 */
import type { InputRecord } from "../../learning/features/input.ts";

/** A normal training record. */
export interface Neighbour {
  /** Its number in the training dataset, counted from 1; of records that are alike, the first. */
  row: number;
  /** Its label, or `null` where the dataset has none. */
  label: string | null;
  /** Euclidean distance in the columns that the model sees; 0: alike to the model. */
  distance: number;
  /** How many normal training records have the same columns. */
  alike: number;
  /** Values of the model's features. */
  record: InputRecord;
}

/** What a search found. */
export interface Neighbours {
  /** Nearest first. */
  neighbours: Neighbour[];
  /** Normal training records that were compared, every one of them. */
  searched: number;
  /** The training dataset. */
  dataset: { id: string; name: string };
}
