/**
 * What scalings without a logarithm share.
 *
 * @module
 */
import type { AffineScale } from "./scale.ts";
import type { Scaling } from "./scaler.ts";

/** `(value - offset) / scale`. */
export function affine({ offset, scale }: AffineScale): Scaling {
  return (values) => {
    for (let i = 0; i < values.length; i++) values[i] = (values[i] - offset) / scale;
  };
}
