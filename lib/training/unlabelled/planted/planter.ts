import type { Random } from "../../../base/random.ts";
import type { CategoricalColumn, NumericColumn } from "../../../learning/features/frame.ts";
import type { PlantedKind } from "../../../resources/unlabelled.ts";

/** Features of usual records, from which planted values are taken. */
export interface UsualRecords {
  numeric: NumericColumn[];
  categorical: CategoricalColumn[];
  /** Rows of the columns that hold usual records. */
  rows: Uint32Array;
}

/** Copies of records that are to become anomalies, column by column in the order of the features. */
export interface CopiedRecords {
  numeric: { name: string; values: Float32Array }[];
  categorical: { name: string; codes: Int32Array; categories: string[] }[];
}

/** Makes anomalies of one kind. */
export interface Planter {
  kind: PlantedKind;
  /**
   * Looks at the usual records once.
   *
   * @returns what changes the copy of one record into an anomaly, or `null` where these features
   * cannot have one of this kind
   */
  prepare(
    usual: UsualRecords,
  ): ((copies: CopiedRecords, row: number, random: Random) => void) | null;
}

/** One of a list, each equally likely. */
export function oneOf<Value>(values: readonly Value[], random: Random): Value {
  return values[random.integer(values.length)];
}
