/**
 * A threshold that the person or the paper names.
 *
 * @module
 */

/**
 * The value itself, whatever the scores.
 *
 * @throws {RangeError} when it is not a finite number
 */
export function fixedThreshold(value: number): number {
  if (!Number.isFinite(value)) {
    throw new RangeError(`A fixed threshold must be a finite number, not ${value}.`);
  }
  return value;
}
