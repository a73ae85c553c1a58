/**
 * The scalings by name.
 *
 * @module
 */
import { logStandardScaler } from "./log_standard.ts";
import { minMaxScaler } from "./min_max.ts";
import { quantileNormalScaler, quantileUniformScaler } from "./quantile_scalers.ts";
import { robustScaler } from "./robust.ts";
import type { AffineScale, RankScale, Scale } from "./scale.ts";
import type { Scaler, Scaling, ScalingChoice, ScalingKind, Values } from "./scaler.ts";
import { standardScaler } from "./standard.ts";

/** Each scaling by its name. */
export const SCALERS: {
  [kind in ScalingKind]: Scaler<kind extends RankScale["kind"] ? RankScale : AffineScale>;
} = {
  "standard": standardScaler,
  "robust": robustScaler,
  "min-max": minMaxScaler,
  "quantile-uniform": quantileUniformScaler,
  "quantile-normal": quantileNormalScaler,
  "log-standard": logStandardScaler,
};

/** The scaling that a pipeline uses unless it is told another. */
export const DEFAULT_SCALING: ScalingChoice = "standard";

/**
 * Scaled values are cut off here, in training as in use. Without it a few training rows a hundred
 * standard deviations out decide what a neural network learns, and one value of a record can
 * outweigh all others. A value this far out is odd enough.
 */
export const SCALED_LIMIT = 5;

/** Learns a scale from a column's training values. */
export function fitScale(kind: ScalingKind, values: Values): Scale {
  return SCALERS[kind].fit(values);
}

/** The scaling that a scale stands for, within {@linkcode SCALED_LIMIT}. */
export function restoreScaling(scale: Scale): Scaling {
  const scaling = isRankScale(scale)
    ? SCALERS[scale.kind].scaling(scale)
    : SCALERS[scale.kind].scaling(scale);
  return (values) => {
    scaling(values);
    for (let i = 0; i < values.length; i++) {
      values[i] = Math.max(-SCALED_LIMIT, Math.min(SCALED_LIMIT, values[i]));
    }
  };
}

function isRankScale(scale: Scale): scale is RankScale {
  return "ranks" in scale;
}
