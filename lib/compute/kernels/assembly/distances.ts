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
 * Gives each row the group of its largest product.
 *
 * @param groups result: one 32-bit index a row
 * @param products `n` numbers a row, a multiple of 4
 */
export function nearestGroups(groups: usize, products: usize, n: i32, rows: i32): void {
  for (let row = 0; row < rows; row++) {
    store<i32>(groups + (<usize>row << 2), largest(products + ((<usize>row * n) << 2), n));
  }
}

/**
 * The squared distance of each row to the centre of its group.
 *
 * @param distances result: one 32-bit number a row
 * @param groups one 32-bit index a row
 * @param source `rows` rows of `stride` numbers, a multiple of 4
 * @param centres for each group as many numbers, `width` apart
 * @returns the sum of the squared distances
 */
export function groupDistances(
  distances: usize,
  groups: usize,
  source: usize,
  centres: usize,
  rows: i32,
  stride: i32,
  width: i32,
): f64 {
  const bytes = <usize>stride << 2;
  let total: f64 = 0;
  let p = source;
  for (let row = 0; row < rows; row++) {
    const group = <usize>load<i32>(groups + (<usize>row << 2));
    let c = centres + ((group * width) << 2);
    let sum = f32x4.splat(0);
    const end = p + bytes;
    for (; p < end; p += 16) {
      const x = f32x4.sub(v128.load(p), v128.load(c));
      sum = multiplyAdd(x, x, sum);
      c += 16;
    }
    const distance = sumOf(sum);
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
 * Copies the rows that weigh something in 64-bit numbers, once as they are and once times their
 * weight, and adds the latter up.
 *
 * @param kept result: the rows, `stride` 64-bit numbers each
 * @param weighted result: the same rows times their weight
 * @param sums `stride` 64-bit numbers, to which the weighted rows are added
 * @param weights one number a row
 * @param least rows that weigh less are left out
 * @param stride numbers a row, a multiple of 4
 * @returns how many rows were copied
 */
export function weighRows(
  kept: usize,
  weighted: usize,
  sums: usize,
  source: usize,
  weights: usize,
  rows: i32,
  stride: i32,
  least: f32,
): i32 {
  const bytes = <usize>stride << 3;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const weight = load<f32>(weights + (<usize>row << 2));
    if (weight < least) continue;
    const factor = f64x2.splat(<f64>weight);
    const to = <usize>count * bytes;
    let p = source + <usize>row * (bytes >> 1);
    for (let j: usize = 0; j < bytes; j += 16) {
      const x = f64x2.promote_low_f32x4(v128.load64_zero(p));
      const y = f64x2.mul(x, factor);
      v128.store(kept + to + j, x);
      v128.store(weighted + to + j, y);
      v128.store(sums + j, f64x2.add(v128.load(sums + j), y));
      p += 8;
    }
    count++;
  }
  return count;
}

/**
 * Adds up rows and their squares, each times the row's weight.
 *
 * @param sums `stride` 64-bit numbers, added to
 * @param squares `stride` 64-bit numbers, added to
 * @param weights one number a row
 * @param least rows that weigh less are left out
 * @param stride numbers a row, a multiple of 2
 */
export function weighSquares(
  sums: usize,
  squares: usize,
  source: usize,
  weights: usize,
  rows: i32,
  stride: i32,
  least: f32,
): void {
  const bytes = <usize>stride << 3;
  for (let row = 0; row < rows; row++) {
    const weight = load<f32>(weights + (<usize>row << 2));
    if (weight < least) continue;
    const factor = f64x2.splat(<f64>weight);
    let p = source + <usize>row * (bytes >> 1);
    for (let j: usize = 0; j < bytes; j += 16) {
      const x = f64x2.promote_low_f32x4(v128.load64_zero(p));
      const y = f64x2.mul(x, factor);
      v128.store(sums + j, f64x2.add(v128.load(sums + j), y));
      v128.store(squares + j, multiplyAdd64(x, y, v128.load(squares + j)));
      p += 8;
    }
  }
}

/**
 * Adds A' x B in 64-bit numbers where it is symmetric: its lower triangle, in tiles of 4 x 4.
 *
 * @param products `stride` rows of `stride` 64-bit numbers; what is above the tiles of the diagonal
 *   is left as it is
 * @param a `rows` rows of `stride` 64-bit numbers
 * @param b as `a`
 * @param stride a multiple of 4
 */
export function addSymmetric(products: usize, a: usize, b: usize, rows: i32, stride: i32): void {
  const bytes = <usize>stride << 3;
  for (let i = 0; i < stride; i += 4) {
    for (let j = 0; j <= i; j += 4) {
      const c0 = products + <usize>i * bytes + (<usize>j << 3);
      const c1 = c0 + bytes;
      const c2 = c1 + bytes;
      const c3 = c2 + bytes;
      let s00 = v128.load(c0);
      let s01 = v128.load(c0, 16);
      let s10 = v128.load(c1);
      let s11 = v128.load(c1, 16);
      let s20 = v128.load(c2);
      let s21 = v128.load(c2, 16);
      let s30 = v128.load(c3);
      let s31 = v128.load(c3, 16);
      let ap = a + (<usize>i << 3);
      let bp = b + (<usize>j << 3);
      const end = ap + <usize>rows * bytes;
      while (ap < end) {
        const b0 = v128.load(bp);
        const b1 = v128.load(bp, 16);
        let x = v128.load64_splat(ap);
        s00 = multiplyAdd64(x, b0, s00);
        s01 = multiplyAdd64(x, b1, s01);
        x = v128.load64_splat(ap, 8);
        s10 = multiplyAdd64(x, b0, s10);
        s11 = multiplyAdd64(x, b1, s11);
        x = v128.load64_splat(ap, 16);
        s20 = multiplyAdd64(x, b0, s20);
        s21 = multiplyAdd64(x, b1, s21);
        x = v128.load64_splat(ap, 24);
        s30 = multiplyAdd64(x, b0, s30);
        s31 = multiplyAdd64(x, b1, s31);
        ap += bytes;
        bp += bytes;
      }
      v128.store(c0, s00);
      v128.store(c0, s01, 16);
      v128.store(c1, s10);
      v128.store(c1, s11, 16);
      v128.store(c2, s20);
      v128.store(c2, s21, 16);
      v128.store(c3, s30);
      v128.store(c3, s31, 16);
    }
  }
}

/** Fused where the build has relaxed SIMD: a * b + c, in 64-bit numbers. */
// @ts-ignore: decorator of AssemblyScript
@inline
function multiplyAdd64(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
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
