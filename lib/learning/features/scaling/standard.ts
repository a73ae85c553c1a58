/**
 * Mean 0, standard deviation 1.
 *
 * @module
 */
import { affine } from "./affine.ts";
import type { AffineScale } from "./scale.ts";
import type { Scaler, Values } from "./scaler.ts";

/** Subtracts the mean and divides by the standard deviation, as scikit-learn's `StandardScaler`. */
export const standardScaler: Scaler<AffineScale> = {
  fit: (values) => ({ kind: "standard", ...standardise(values) }),
  scaling: affine,
};

/**
 * Mean and population standard deviation. A column with one value gets the scale 1, so that
 * training rows become 0 and other values stay finite.
 */
export function standardise(values: Values): Omit<AffineScale, "kind"> {
  if (values.every((value) => value === values[0])) return { offset: values[0] ?? 0, scale: 1 };
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2;
  return { offset: mean, scale: Math.sqrt(squares / values.length) || 1 };
}
