/**
 * Median 0, interquartile range 1.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";
import { affine } from "./affine.ts";
import type { AffineScale } from "./scale.ts";
import type { Scaler } from "./scaler.ts";
import { standardise } from "./standard.ts";

/**
 * Subtracts the median and divides by the distance from the first to the third quartile, as
 * scikit-learn's `RobustScaler`: up to a quarter of the values may be wild without a say in it.
 * Where the quartiles are equal, as in a column of mostly zeros, it divides by the standard
 * deviation, where scikit-learn divides by 1.
 */
export const robustScaler: Scaler<AffineScale> = {
  fit(values) {
    if (values.length === 0) return { kind: "robust", offset: 0, scale: 1 };
    const sample = Float32Array.from(values);
    const range = quantile(sample, 0.75) - quantile(sample, 0.25);
    return {
      kind: "robust",
      offset: quantile(sample, 0.5),
      scale: range > 0 ? range : standardise(values).scale,
    };
  },
  scaling: affine,
};
