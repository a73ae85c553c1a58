/**
 * Decimal numbers read from bytes, without a text in between.
 *
 * @module
 */

/** Powers of ten that 64-bit numbers hold exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Whole numbers below are exact and can take one more digit. */
const EXACT = 9e14;

/** Where a scan has come and what it found. */
export interface ScannedNumber {
  value: number;
  /** The place behind the number. */
  end: number;
}

/**
 * Reads a number in JSON's grammar (RFC 8259, section 6) where its value can be told exactly: at most
 * 15 significant digits and a power of ten that is exact, so that one multiplication or division
 * rounds as `Number` would.
 *
 * Source: W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990.
 *
 * @param from the first byte of the number
 * @param to the end of the bytes to look at
 * @param found takes the number
 * @returns whether a number was found and is exact; if not, ask `Number`
 */
export function scanNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  found: ScannedNumber,
): boolean {
  let at = from;
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at++;
  const first = at;
  let digits = 0;
  let digit = at < to ? bytes[at] - ZERO : -1;
  while (digit >= 0 && digit <= 9) {
    if (digits > EXACT) return false;
    digits = digits * 10 + digit;
    digit = ++at < to ? bytes[at] - ZERO : -1;
  }
  if (at === first || (bytes[first] === ZERO && at > first + 1)) return false;
  let exponent = 0;
  if (at < to && bytes[at] === POINT) {
    const point = at;
    digit = ++at < to ? bytes[at] - ZERO : -1;
    while (digit >= 0 && digit <= 9) {
      if (digits > EXACT) return false;
      digits = digits * 10 + digit;
      digit = ++at < to ? bytes[at] - ZERO : -1;
    }
    if (at === point + 1) return false;
    exponent = point + 1 - at;
  }
  if (at < to && (bytes[at] | 0x20) === LOWER_E) return false;
  if (exponent < -22) return false;
  const size = exponent < 0 ? digits / POWERS[-exponent] : digits;
  found.value = isNegative ? -size : size;
  found.end = at;
  return true;
}

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LOWER_E = 0x65;
