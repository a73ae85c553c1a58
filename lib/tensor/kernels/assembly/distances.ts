import { exp, multiplyAdd, sumOf } from "./simd";

/** All bits of the first `lanes` numbers of a vector. */
// @ts-ignore: decorator of AssemblyScript
@inline
function laneMask(lanes: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(lanes));
}

/**
 * Copies rows, minus a centre, to where each begins a multiple of 8 numbers after the one before.
 *
 * @param target `rows` rows of `stride` numbers, zero from column `cols` on
 * @param source `rows` rows of `cols` numbers; up to three numbers behind them are read
 * @param centre `stride` numbers
 * @param stride at least `cols`, a multiple of 8
 */
export function centreRows(
  target: usize,
  source: usize,
  rows: i32,
  cols: i32,
  stride: i32,
  centre: usize,
): void {
  const whole = <usize>(cols & ~3) << 2;
  const bytes = <usize>stride << 2;
  const tail = cols & 3;
  const mask = laneMask(tail);
  let t = target;
  let s = source;
  for (let row = 0; row < rows; row++) {
    let j: usize = 0;
    for (; j < whole; j += 16) {
      v128.store(t + j, f32x4.sub(v128.load(s + j), v128.load(centre + j)));
    }
    if (tail) {
      const rest = f32x4.sub(v128.load(s + j), v128.load(centre + j));
      v128.store(t + j, v128.and(rest, mask));
      j += 16;
    }
    for (; j < bytes; j += 16) v128.store(t + j, f32x4.splat(0));
    t += bytes;
    s += <usize>cols << 2;
  }
}

/**
 * Adds up rows in 64-bit numbers.
 *
 * @param sums `stride` 64-bit numbers, added to
 * @param stride numbers a row, a multiple of 4
 */
export function addRows(sums: usize, source: usize, rows: i32, stride: i32): void {
  const bytes = <usize>stride << 2;
  for (let j: usize = 0; j < bytes; j += 16) {
    const at = sums + 2 * j;
    let low = v128.load(at);
    let high = v128.load(at, 16);
    let p = source + j;
    for (let row = 0; row < rows; row++) {
      const x = v128.load(p);
      low = f64x2.add(low, f64x2.promote_low_f32x4(x));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1)));
      p += bytes;
    }
    v128.store(at, low);
    v128.store(at, high, 16);
  }
}

/** The sum of the squares of each of `rows` rows of `stride` numbers, a multiple of 8. */
export function squaredNorms(norms: usize, source: usize, rows: i32, stride: i32): void {
  const bytes = <usize>stride << 2;
  let p = source;
  for (let row = 0; row < rows; row++) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    const end = p + bytes;
    for (; p < end; p += 32) {
      const x = v128.load(p);
      const y = v128.load(p, 16);
      a = multiplyAdd(x, x, a);
      b = multiplyAdd(y, y, b);
    }
    store<f32>(norms + (<usize>row << 2), sumOf(f32x4.add(a, b)));
  }
}

/** Index of the largest of `n` numbers, a multiple of 4; the first of equal ones. */
// @ts-ignore: decorator of AssemblyScript
@inline
function largest(values: usize, n: i32): i32 {
  let best = v128.load(values);
  let at = i32x4(0, 1, 2, 3);
  let here = at;
  for (let j = 4; j < n; j += 4) {
    here = i32x4.add(here, i32x4.splat(4));
    const value = v128.load(values + (<usize>j << 2));
    const isMore = f32x4.gt(value, best);
    best = v128.bitselect(value, best, isMore);
    at = v128.bitselect(here, at, isMore);
  }
  let value = f32x4.extract_lane(best, 0);
  let index = i32x4.extract_lane(at, 0);
  let other = f32x4.extract_lane(best, 1);
  let otherAt = i32x4.extract_lane(at, 1);
  if (other > value || (other == value && otherAt < index)) {
    value = other;
    index = otherAt;
  }
  other = f32x4.extract_lane(best, 2);
  otherAt = i32x4.extract_lane(at, 2);
  if (other > value || (other == value && otherAt < index)) {
    value = other;
    index = otherAt;
  }
  other = f32x4.extract_lane(best, 3);
  otherAt = i32x4.extract_lane(at, 3);
  if (other > value || (other == value && otherAt < index)) index = otherAt;
  return index;
}

/**
 * Gives each row the group of its largest product, and its squared distance to that group's centre.
 *
 * @param groups result: one 32-bit index a row
 * @param distances result: one 32-bit number a row
 * @param products `n` numbers a row, a multiple of 4
 * @param source `rows` rows of `stride` numbers, a multiple of 8
 * @param centres a row of `stride` numbers for each group
 * @returns the sum of the squared distances
 */
export function assignRows(
  groups: usize,
  distances: usize,
  products: usize,
  n: i32,
  source: usize,
  centres: usize,
  rows: i32,
  stride: i32,
): f64 {
  const bytes = <usize>stride << 2;
  let total: f64 = 0;
  let p = source;
  for (let row = 0; row < rows; row++) {
    const group = largest(products + ((<usize>row * n) << 2), n);
    let c = centres + <usize>group * bytes;
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    const end = p + bytes;
    for (; p < end; p += 32) {
      const x = f32x4.sub(v128.load(p), v128.load(c));
      const y = f32x4.sub(v128.load(p, 16), v128.load(c, 16));
      a = multiplyAdd(x, x, a);
      b = multiplyAdd(y, y, b);
      c += 32;
    }
    const distance = sumOf(f32x4.add(a, b));
    store<i32>(groups + (<usize>row << 2), group);
    store<f32>(distances + (<usize>row << 2), distance);
    total += <f64>distance;
  }
  return total;
}

/**
 * Adds each row to the sum of its group.
 *
 * @param sums a row of `stride` 32-bit numbers for each group, added to
 * @param counts one 32-bit count for each group, added to
 * @param groups one 32-bit index a row
 */
export function addToGroups(
  sums: usize,
  counts: usize,
  groups: usize,
  source: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = <usize>stride << 2;
  let p = source;
  for (let row = 0; row < rows; row++) {
    const group = <usize>load<i32>(groups + (<usize>row << 2));
    let s = sums + group * bytes;
    const end = p + bytes;
    for (; p < end; p += 16) {
      v128.store(s, f32x4.add(v128.load(s), v128.load(p)));
      s += 16;
    }
    const count = counts + (group << 2);
    store<i32>(count, load<i32>(count) + 1);
  }
}

/**
 * Copies the rows that weigh something, once as they are and once times their weight.
 *
 * @param kept result: the rows, `stride` numbers each
 * @param weighted result: the same rows times their weight
 * @param weights one number a row
 * @param least rows that weigh less are left out
 * @param stride numbers a row, a multiple of 4
 * @returns how many rows were copied
 */
export function weighRows(
  kept: usize,
  weighted: usize,
  source: usize,
  weights: usize,
  rows: i32,
  stride: i32,
  least: f32,
): i32 {
  const bytes = <usize>stride << 2;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const weight = load<f32>(weights + (<usize>row << 2));
    if (weight < least) continue;
    const factor = f32x4.splat(weight);
    const from = source + <usize>row * bytes;
    const to = <usize>count * bytes;
    for (let j: usize = 0; j < bytes; j += 16) {
      const x = v128.load(from + j);
      v128.store(kept + to + j, x);
      v128.store(weighted + to + j, f32x4.mul(x, factor));
    }
    count++;
  }
  return count;
}

/**
 * The sum of squares of each row after each column is multiplied by a factor.
 *
 * @param factors `stride` numbers
 * @param stride numbers a row, a multiple of 4
 */
export function scaledNorms(
  norms: usize,
  source: usize,
  factors: usize,
  rows: i32,
  stride: i32,
): void {
  const bytes = <usize>stride << 2;
  for (let row = 0; row < rows; row++) {
    const p = source + <usize>row * bytes;
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < bytes; j += 16) {
      const x = f32x4.mul(v128.load(p + j), v128.load(factors + j));
      sum = multiplyAdd(x, x, sum);
    }
    store<f32>(norms + (<usize>row << 2), sumOf(sum));
  }
}

/** Squares `count` numbers in place, a multiple of 4. */
export function square(values: usize, count: i32): void {
  const end = values + (<usize>count << 2);
  for (let p = values; p < end; p += 16) {
    const x = v128.load(p);
    v128.store(p, f32x4.mul(x, x));
  }
}

/**
 * From log-densities of components to the shares that they have in each row.
 *
 * @param shares the log-densities, `rows` numbers for each component; become shares that add up to 1
 * @param peaks result: the largest log-density of each row
 * @param sums result: the sum of exp(log-density - peak) of each row
 * @param rows a multiple of 4
 */
export function sharesOfLogs(
  shares: usize,
  peaks: usize,
  sums: usize,
  rows: i32,
  components: i32,
): void {
  const bytes = <usize>rows << 2;
  const end = shares + bytes * components;
  for (let row: usize = 0; row < bytes; row += 16) {
    let peak = v128.load(shares + row);
    for (let p = shares + row + bytes; p < end; p += bytes) {
      peak = f32x4.max(peak, v128.load(p));
    }
    let sum = f32x4.splat(0);
    for (let p = shares + row; p < end; p += bytes) {
      const below = f32x4.sub(v128.load(p), peak);
      // The exponential of the kernels ends at 1e-38 in place of 0.
      const share = v128.and(exp(below), f32x4.gt(below, f32x4.splat(-80)));
      v128.store(p, share);
      sum = f32x4.add(sum, share);
    }
    const part = f32x4.div(f32x4.splat(1), sum);
    for (let p = shares + row; p < end; p += bytes) {
      v128.store(p, f32x4.mul(v128.load(p), part));
    }
    v128.store(peaks + row, peak);
    v128.store(sums + row, sum);
  }
}
