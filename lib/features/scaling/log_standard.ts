/**
 * Logarithm, then mean 0 and standard deviation 1.
 *
 * @module
 */
import type { Scaler } from "./scaler.ts";
import { standardise } from "./standard.ts";

/**
 * Takes sign(x) ln(1 + |x|) before it standardises. Byte and packet counts range over many orders
 * of magnitude; without the logarithm the few largest would set the scale for all.
 */
export const logStandardScaler: Scaler = {
  bend: (value) => value < 0 ? -Math.log1p(-value) : Math.log1p(value),
  fit: standardise,
};
