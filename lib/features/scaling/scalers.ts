/**
 * The scalings by name.
 *
 * @module
 */
import { logStandardScaler } from "./log_standard.ts";
import { minMaxScaler } from "./min_max.ts";
import type { Scaler, ScalingKind } from "./scaler.ts";
import { standardScaler } from "./standard.ts";

/** Each scaling by its name. */
export const SCALERS: Record<ScalingKind, Scaler> = {
  "standard": standardScaler,
  "min-max": minMaxScaler,
  "log-standard": logStandardScaler,
};

/** The scaling that a pipeline uses unless it is told another. */
export const DEFAULT_SCALING: ScalingKind = "standard";
