import type { ThresholdScores } from "./definition.ts";

/**
 * The scores of the held-out rows, for rules that cannot do without.
 *
 * @param what the rule, as the message names it
 * @throws {RangeError} when there are none
 */
export function heldOutOf({ heldOut }: ThresholdScores, what: string): Float32Array {
  if (heldOut.length === 0) {
    throw new RangeError(`${what} needs the scores of at least one held-out normal row.`);
  }
  return heldOut;
}
