/**
 * The contract of the ways to scale a numeric column.
 *
 * @module
 */

/** The scalings, by the name under which a saved pipeline holds them. */
export const SCALING_KINDS = ["standard", "min-max", "log-standard"] as const;

/** The name of a scaling. */
export type ScalingKind = (typeof SCALING_KINDS)[number];

/** What is subtracted from a bent value and what the difference is divided by. */
export interface Affine {
  offset: number;
  /** Never zero. */
  scale: number;
}

/** One way to scale: `(bend(value) - offset) / scale`. */
export interface Scaler {
  /** A monotone function that is applied first; most scalings leave the value as it is. */
  bend(value: number): number;
  /**
   * The offset and the scale for a column.
   *
   * @param bent its training values, bent, without missing ones
   */
  fit(bent: Float64Array): Affine;
}
