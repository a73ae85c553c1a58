/**
 * The contract of the ways to scale a column of numbers.
 *
 * @module
 */
import type { Scale } from "./scale.ts";

/** The scalings, by the name under which a saved pipeline holds them. */
export const SCALING_KINDS = [
  "standard",
  "robust",
  "min-max",
  "quantile-uniform",
  "quantile-normal",
  "log-standard",
] as const;

/** The name of a scaling. */
export type ScalingKind = (typeof SCALING_KINDS)[number];

/** What may be asked for: a scaling for every column, or the one that fits each. */
export const SCALING_CHOICES = ["auto", ...SCALING_KINDS] as const;

/** A scaling by name, or `auto`: chosen a column by its skew. */
export type ScalingChoice = (typeof SCALING_CHOICES)[number];

/** Training values of a column, none missing or infinite. */
export type Values = Float32Array | Float64Array;

/** Scales values in place. */
export type Scaling = (values: Float64Array) => void;

/** One way to scale. */
export interface Scaler<S extends Scale = Scale> {
  /** What the column's training values teach; left as they are, and there may be none. */
  fit(values: Values): S;
  /** The scaling that `scale` stands for: monotone, finite for finite values. */
  scaling(scale: S): Scaling;
}
