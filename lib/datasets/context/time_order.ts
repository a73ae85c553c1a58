const DIGITS = 11;
const PASSES = 6;

/**
 * The order of times, oldest first; equal ones in the order in which they are given. A radix sort of the
 * bits of the numbers (D. E. Knuth, "The Art of Computer Programming" 3, section 5.2.5), as sorting by a
 * comparison takes tens of times as long.
 *
 * @param rows those to order, ascending
 */
export function orderByTime(times: Float64Array, rows: Uint32Array<ArrayBuffer>): Uint32Array {
  if (isOrdered(times, rows)) return rows;
  const bits = new Uint32Array(times.buffer, times.byteOffset, 2 * times.length);
  let from = rows.slice();
  let to = new Uint32Array(rows.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const digitOf = digitAt(bits, pass);
    const places = new Uint32Array(2 ** DIGITS);
    for (let i = 0; i < from.length; i++) places[digitOf(from[i])]++;
    let sum = 0;
    for (let digit = 0; digit < places.length; digit++) {
      sum += places[digit];
      places[digit] = sum - places[digit];
    }
    for (let i = 0; i < from.length; i++) to[places[digitOf(from[i])]++] = from[i];
    [from, to] = [to, from];
  }
  return from;
}

/** Eleven bits of a number, those of the last pass with its sign: negative numbers have all bits inverted. */
function digitAt(bits: Uint32Array, pass: number): (row: number) => number {
  const first = DIGITS * pass;
  const mask = 2 ** DIGITS - 1;
  return (row) => {
    const high = bits[2 * row + 1];
    const isNegative = high >>> 31;
    const flip = -isNegative;
    const low = bits[2 * row] ^ flip;
    const top = high ^ (flip | 0x80000000);
    if (first < 22) return low >>> first & mask;
    if (first < 32) return (low >>> first | top << 32 - first) & mask;
    return top >>> first - 32 & mask;
  };
}

function isOrdered(times: Float64Array, rows: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i++) if (times[rows[i]] < times[rows[i - 1]]) return false;
  return true;
}
