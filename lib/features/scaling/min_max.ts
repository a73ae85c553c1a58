/**
 * The range of training becomes 0 to 1.
 *
 * @module
 */
import type { Scaler } from "./scaler.ts";

/** Maps the smallest training value to 0 and the largest to 1; a constant column gets scale 1. */
export const minMaxScaler: Scaler = {
  bend: (value) => value,
  fit(values) {
    let min = Infinity;
    let max = -Infinity;
    for (let i = 0; i < values.length; i++) {
      if (values[i] < min) min = values[i];
      if (values[i] > max) max = values[i];
    }
    return values.length === 0
      ? { offset: 0, scale: 1 }
      : { offset: min, scale: max > min ? max - min : 1 };
  },
};
