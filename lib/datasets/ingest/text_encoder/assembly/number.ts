// @ts-ignore: decorator of AssemblyScript
@external("env", "parseUnusual")
declare function parseUnusual(start: usize, length: i32, column: i32): f64;

const LARGEST_FLOAT32: f64 = 3.4028234663852886e38;
const MOST_DIGITS: i32 = 19;
/** Up to here doubles hold every whole number. */
const EXACT_WHOLE: u64 = 1 << 53;
/** Up to here they hold every power of ten. */
const EXACT_POWER: i32 = 22;
const LEAST_POWER: i32 = -342;
const GREATEST_POWER: i32 = 308;

const tens = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]);
/** The first 128 bits of each power of five, the upper half first; filled from without. */
const fives = memory.data((GREATEST_POWER - LEAST_POWER + 1) * 16, 16);

/** The column whose numbers are read. */
let column: i32 = 0;

/** Says which column the next numbers belong to. */
export function setColumn(index: i32): void {
  column = index;
}

/** Where the powers of five, from 5^-342 to 5^308, are to be written: 128 bits each, upper half first. */
export function powersOfFive(): usize {
  return fives;
}

/**
 * Reads a number as datasets store it: the nearest double, infinite beyond 32-bit floats.
 *
 * @param start address of its text, which is not empty
 * @param end address behind it
 * @returns NaN where it is missing
 */
export function parseNumber(start: usize, end: usize): f64 {
  const number = parseDecimal(start, end);
  return abs(number) > LARGEST_FLOAT32 ? copysign(Infinity, number) : number;
}

function parseDecimal(start: usize, end: usize): f64 {
  let p = start;
  const negative = load<u8>(p) == 0x2d;
  if (negative) p++;
  let whole: u64 = 0;
  const first = p;
  for (; p < end; p++) {
    const digit = <u32>load<u8>(p) - 0x30;
    if (digit > 9) break;
    whole = whole * 10 + digit;
  }
  let digits = <i32>(p - first);
  let exponent = 0;
  if (p < end && load<u8>(p) == 0x2e) {
    const point = ++p;
    for (; p < end; p++) {
      const digit = <u32>load<u8>(p) - 0x30;
      if (digit > 9) break;
      whole = whole * 10 + digit;
    }
    exponent = <i32>(point - p);
    digits -= exponent;
  }
  if (digits == 0 || digits > MOST_DIGITS) return parseUnusual(start, <i32>(end - start), column);
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    const sign = p < end ? load<u8>(p) : 0;
    if (sign == 0x2b || sign == 0x2d) p++;
    const from = p;
    let shift = 0;
    for (; p < end && p - from < 4; p++) {
      const digit = <i32>load<u8>(p) - 0x30;
      if (<u32>digit > 9) break;
      shift = shift * 10 + digit;
    }
    if (p == from) return parseUnusual(start, <i32>(end - start), column);
    exponent += sign == 0x2d ? -shift : shift;
  }
  if (p < end) return parseUnusual(start, <i32>(end - start), column);
  let number: f64;
  if (whole <= EXACT_WHOLE && exponent >= -EXACT_POWER && exponent <= EXACT_POWER) {
    number = exponent < 0
      ? <f64>whole / load<f64>(tens + (<usize>-exponent << 3))
      : <f64>whole * load<f64>(tens + (<usize>exponent << 3));
  } else {
    number = nearest(whole, exponent);
    if (isNaN(number)) return parseUnusual(start, <i32>(end - start), column);
  }
  return negative ? -number : number;
}

let productHigh: u64 = 0;
let productLow: u64 = 0;

function multiply(a: u64, b: u64): void {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const low = aLow * bLow;
  const middle = aHigh * bLow + (low >> 32);
  const other = aLow * bHigh + (middle & 0xffffffff);
  productLow = (other << 32) | (low & 0xffffffff);
  productHigh = aHigh * bHigh + (middle >> 32) + (other >> 32);
}

/**
 * The double nearest to `whole` times a power of ten.
 *
 * Source: D. Lemire, "Number Parsing at a Gigabyte per Second", Software: Practice and Experience
 * 51 (2021), section 8.
 *
 * @returns NaN where it does not tell: for subnormal numbers
 */
function nearest(whole: u64, exponent: i32): f64 {
  if (whole == 0) return 0;
  if (exponent < LEAST_POWER || exponent > GREATEST_POWER) return NaN;
  const zeros = clz(whole);
  const w = whole << zeros;
  const power = fives + (<usize>(exponent - LEAST_POWER) << 4);
  multiply(w, load<u64>(power));
  let high = productHigh;
  let low = productLow;
  if ((high & 0x1ff) == 0x1ff) {
    multiply(w, load<u64>(power, 8));
    low += productHigh;
    if (productHigh > low) high++;
    if (low == u64.MAX_VALUE && (exponent < -27 || exponent > 55)) return NaN;
  }
  const upper = high >> 63;
  let mantissa = high >> (upper + 9);
  let binary = ((217_706 * <i64>exponent) >> 16) + 63 + <i64>upper - <i64>zeros + 1023;
  if (binary <= 0) return NaN;
  if (
    low <= 1 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1 &&
    (mantissa << (upper + 9)) == high
  ) mantissa &= ~1;
  mantissa = (mantissa + (mantissa & 1)) >> 1;
  if (mantissa == <u64>1 << 53) {
    mantissa = <u64>1 << 52;
    binary++;
  }
  if (binary >= 0x7ff) return Infinity;
  return reinterpret<f64>((mantissa & ((<u64>1 << 52) - 1)) | (<u64>binary << 52));
}
