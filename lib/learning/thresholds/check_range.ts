/**
 * Refuses a parameter that lies outside the open interval of its meaning.
 *
 * @param what the parameter, as the message names it
 * @throws {RangeError} unless low < value < high
 */
export function checkBetween(what: string, value: number, low: number, high: number): void {
  if (!(value > low && value < high)) {
    throw new RangeError(`${what} must lie between ${low} and ${high}, not ${value}.`);
  }
}
