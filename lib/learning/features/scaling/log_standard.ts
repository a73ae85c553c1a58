/**
 * Logarithm, then mean 0 and standard deviation 1.
 *
 * @module
 */
import type { AffineScale } from "./scale.ts";
import type { Scaler, Values } from "./scaler.ts";
import { standardise } from "./standard.ts";

/**
 * Takes sign(x) ln(1 + |x|) before it standardises. Byte and packet counts range over many orders
 * of magnitude; without the logarithm the few largest would set the scale for all.
 */
export const logStandardScaler: Scaler<AffineScale> = {
  fit: (values) => ({ kind: "log-standard", ...standardise(signedLogs(values)) }),
  scaling: ({ offset, scale }) => (values) => {
    for (let i = 0; i < values.length; i++) values[i] = (signedLog(values[i]) - offset) / scale;
  },
};

/** sign(x) ln(1 + |x|) of each value. */
export function signedLogs(values: Values): Float64Array {
  const logs = new Float64Array(values.length);
  for (let i = 0; i < logs.length; i++) logs[i] = signedLog(values[i]);
  return logs;
}

function signedLog(value: number): number {
  return value < 0 ? -Math.log1p(-value) : Math.log1p(value);
}
