/**
 * The range of training becomes 0 to 1.
 *
 * @module
 */
import { affine } from "./affine.ts";
import type { AffineScale } from "./scale.ts";
import type { Scaler } from "./scaler.ts";

/** Maps the smallest training value to 0 and the largest to 1; a constant column gets scale 1. */
export const minMaxScaler: Scaler<AffineScale> = {
  fit(values) {
    let min = Infinity;
    let max = -Infinity;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < min) min = values[i];
      if (values[i] > max) max = values[i];
    }
    return values.length === 0
      ? { kind: "min-max", offset: 0, scale: 1 }
      : { kind: "min-max", offset: min, scale: max > min ? max - min : 1 };
  },
  scaling: affine,
};
