import { multiplyAdd } from "./simd";

/** What sums start from. */
const FROM_BIAS: i32 = 1;
const FROM_RESULT: i32 = 2;
const FROM_MATRIX: i32 = 3;

/** What is done to sums before they are stored. */
const RELU: i32 = 1;
const RELU_SLOPE: i32 = 2;

// @ts-ignore: decorator of AssemblyScript
@inline
function start(from: i32, result: usize, bias: usize, other: usize): v128 {
  if (from == FROM_RESULT) return v128.load(result);
  if (from == FROM_MATRIX) return v128.load(other);
  if (from == FROM_BIAS) return v128.load(bias);
  return f32x4.splat(0);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function finish(then: i32, result: usize, sum: v128, output: usize): void {
  let value = sum;
  if (then == RELU) value = f32x4.max(value, f32x4.splat(0));
  else if (then == RELU_SLOPE) {
    value = v128.and(value, f32x4.gt(v128.load(output), f32x4.splat(0)));
  }
  v128.store(result, value);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function multiplyTiles(
  c: usize,
  a: usize,
  b: usize,
  bias: usize,
  m: i32,
  k: i32,
  n: i32,
  ldc: i32,
  lda: i32,
  ldb: i32,
  from: i32,
  then: i32,
): void {
  const rowC = <usize>ldc << 2;
  const rowA = <usize>lda << 2;
  const rowB = <usize>ldb << 2;
  for (let j = 0; j < n; j += 8) {
    const left = <usize>j << 2;
    const firstB = b + left;
    for (let i = 0; i < m; i += 4) {
      const c0 = c + <usize>i * rowC + left;
      const c1 = c0 + rowC;
      const c2 = c1 + rowC;
      const c3 = c2 + rowC;
      const biases = bias + left;
      const other0 = bias + <usize>i * rowC + left;
      const other1 = other0 + rowC;
      const other2 = other1 + rowC;
      const other3 = other2 + rowC;
      let s00 = start(from, c0, biases, other0);
      let s01 = start(from, c0 + 16, biases + 16, other0 + 16);
      let s10 = start(from, c1, biases, other1);
      let s11 = start(from, c1 + 16, biases + 16, other1 + 16);
      let s20 = start(from, c2, biases, other2);
      let s21 = start(from, c2 + 16, biases + 16, other2 + 16);
      let s30 = start(from, c3, biases, other3);
      let s31 = start(from, c3 + 16, biases + 16, other3 + 16);
      let a0 = a + <usize>i * rowA;
      let a1 = a0 + rowA;
      let a2 = a1 + rowA;
      let a3 = a2 + rowA;
      let bp = firstB;
      const end = a0 + (<usize>k << 2);
      while (a0 < end) {
        let b0 = v128.load(bp);
        let b1 = v128.load(bp, 16);
        let x = v128.load32_splat(a0);
        s00 = multiplyAdd(x, b0, s00);
        s01 = multiplyAdd(x, b1, s01);
        x = v128.load32_splat(a1);
        s10 = multiplyAdd(x, b0, s10);
        s11 = multiplyAdd(x, b1, s11);
        x = v128.load32_splat(a2);
        s20 = multiplyAdd(x, b0, s20);
        s21 = multiplyAdd(x, b1, s21);
        x = v128.load32_splat(a3);
        s30 = multiplyAdd(x, b0, s30);
        s31 = multiplyAdd(x, b1, s31);
        bp += rowB;

        b0 = v128.load(bp);
        b1 = v128.load(bp, 16);
        x = v128.load32_splat(a0, 4);
        s00 = multiplyAdd(x, b0, s00);
        s01 = multiplyAdd(x, b1, s01);
        x = v128.load32_splat(a1, 4);
        s10 = multiplyAdd(x, b0, s10);
        s11 = multiplyAdd(x, b1, s11);
        x = v128.load32_splat(a2, 4);
        s20 = multiplyAdd(x, b0, s20);
        s21 = multiplyAdd(x, b1, s21);
        x = v128.load32_splat(a3, 4);
        s30 = multiplyAdd(x, b0, s30);
        s31 = multiplyAdd(x, b1, s31);
        bp += rowB;

        a0 += 8;
        a1 += 8;
        a2 += 8;
        a3 += 8;
      }
      finish(then, c0, s00, other0);
      finish(then, c0 + 16, s01, other0 + 16);
      finish(then, c1, s10, other1);
      finish(then, c1 + 16, s11, other1 + 16);
      finish(then, c2, s20, other2);
      finish(then, c2 + 16, s21, other2 + 16);
      finish(then, c3, s30, other3);
      finish(then, c3 + 16, s31, other3 + 16);
    }
  }
}

/**
 * C = A x B, in tiles of 4 x 8 that stay in registers.
 *
 * @param c `m` rows of `n` numbers, `ldc` numbers apart
 * @param a `m` rows of `k` numbers, `lda` apart; `m` and `k` are multiples of 4
 * @param b `k` rows of `n` numbers, `ldb` apart; `n` is a multiple of 8
 * @param from what sums start from: 0 zero, 1 the `n` numbers at `bias`, 2 what is in C, 3 the matrix at
 *   `bias` (`m` rows of `n` numbers, `ldc` apart)
 * @param then what is done to sums: 0 nothing; 1 ReLU, if sums start from a bias; 2, if they start from
 *   zero: zero where the number at the same place behind `bias` (`m` rows, `ldc` apart) is not positive
 */
export function multiply(
  c: usize,
  a: usize,
  b: usize,
  bias: usize,
  m: i32,
  k: i32,
  n: i32,
  ldc: i32,
  lda: i32,
  ldb: i32,
  from: i32,
  then: i32,
): void {
  if (from == FROM_BIAS) {
    if (then == RELU) multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, FROM_BIAS, RELU);
    else multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, FROM_BIAS, 0);
  } else if (from == FROM_RESULT) {
    multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, FROM_RESULT, 0);
  } else if (from == FROM_MATRIX) {
    multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, FROM_MATRIX, 0);
  } else {
    if (then == RELU_SLOPE) multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, 0, RELU_SLOPE);
    else multiplyTiles(c, a, b, bias, m, k, n, ldc, lda, ldb, 0, 0);
  }
}

/**
 * C = A' x B, the product that gradients of weights are: sums over rows.
 *
 * @param c `k` rows of `n` numbers, `ldc` apart
 * @param a `m` rows of `k` numbers, `lda` apart; `k` is a multiple of 4
 * @param b `m` rows of `n` numbers, `ldb` apart; `n` is a multiple of 8, `m` of 4
 * @param add whether the product is added to what is in C
 */
export function multiplyTransposed(
  c: usize,
  a: usize,
  b: usize,
  m: i32,
  k: i32,
  n: i32,
  ldc: i32,
  lda: i32,
  ldb: i32,
  add: i32,
): void {
  const rowC = <usize>ldc << 2;
  const rowA = <usize>lda << 2;
  const rowB = <usize>ldb << 2;
  const from = add ? FROM_RESULT : 0;
  for (let j = 0; j < n; j += 8) {
    const left = <usize>j << 2;
    for (let i = 0; i < k; i += 4) {
      const c0 = c + <usize>i * rowC + left;
      const c1 = c0 + rowC;
      const c2 = c1 + rowC;
      const c3 = c2 + rowC;
      let s00 = start(from, c0, 0, 0);
      let s01 = start(from, c0 + 16, 0, 0);
      let s10 = start(from, c1, 0, 0);
      let s11 = start(from, c1 + 16, 0, 0);
      let s20 = start(from, c2, 0, 0);
      let s21 = start(from, c2 + 16, 0, 0);
      let s30 = start(from, c3, 0, 0);
      let s31 = start(from, c3 + 16, 0, 0);
      let ap = a + (<usize>i << 2);
      let bp = b + left;
      const end = ap + <usize>m * rowA;
      while (ap < end) {
        let b0 = v128.load(bp);
        let b1 = v128.load(bp, 16);
        let x = v128.load32_splat(ap);
        s00 = multiplyAdd(x, b0, s00);
        s01 = multiplyAdd(x, b1, s01);
        x = v128.load32_splat(ap, 4);
        s10 = multiplyAdd(x, b0, s10);
        s11 = multiplyAdd(x, b1, s11);
        x = v128.load32_splat(ap, 8);
        s20 = multiplyAdd(x, b0, s20);
        s21 = multiplyAdd(x, b1, s21);
        x = v128.load32_splat(ap, 12);
        s30 = multiplyAdd(x, b0, s30);
        s31 = multiplyAdd(x, b1, s31);
        ap += rowA;
        bp += rowB;

        b0 = v128.load(bp);
        b1 = v128.load(bp, 16);
        x = v128.load32_splat(ap);
        s00 = multiplyAdd(x, b0, s00);
        s01 = multiplyAdd(x, b1, s01);
        x = v128.load32_splat(ap, 4);
        s10 = multiplyAdd(x, b0, s10);
        s11 = multiplyAdd(x, b1, s11);
        x = v128.load32_splat(ap, 8);
        s20 = multiplyAdd(x, b0, s20);
        s21 = multiplyAdd(x, b1, s21);
        x = v128.load32_splat(ap, 12);
        s30 = multiplyAdd(x, b0, s30);
        s31 = multiplyAdd(x, b1, s31);
        ap += rowA;
        bp += rowB;
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

/** Writes a matrix of `rows` x `cols` numbers, `lds` apart, transposed to `target`, `ldt` apart. Both are multiples of 4. */
export function transpose(
  target: usize,
  source: usize,
  rows: i32,
  cols: i32,
  ldt: i32,
  lds: i32,
): void {
  const rowT = <usize>ldt << 2;
  const rowS = <usize>lds << 2;
  for (let i = 0; i < rows; i += 4) {
    for (let j = 0; j < cols; j += 4) {
      const s = source + <usize>i * rowS + (<usize>j << 2);
      const t = target + <usize>j * rowT + (<usize>i << 2);
      const a = v128.load(s);
      const b = v128.load(s + rowS);
      const c = v128.load(s + 2 * rowS);
      const d = v128.load(s + 3 * rowS);
      const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
      const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
      const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(t, v128.shuffle<i64>(ab0, cd0, 0, 2));
      v128.store(t + rowT, v128.shuffle<i64>(ab0, cd0, 1, 3));
      v128.store(t + 2 * rowT, v128.shuffle<i64>(ab1, cd1, 0, 2));
      v128.store(t + 3 * rowT, v128.shuffle<i64>(ab1, cd1, 1, 3));
    }
  }
}

/**
 * Sums of the columns of `m` rows of `n` numbers, `lda` apart; added to what is there if asked. `n` is
 * a multiple of 8, `m` of 2.
 */
export function sumColumns(sums: usize, a: usize, m: i32, n: i32, lda: i32, add: i32): void {
  const row = <usize>lda << 2;
  const zero = f32x4.splat(0);
  for (let j = 0; j < n; j += 8) {
    const left = <usize>j << 2;
    // Four sums at a time hide the latency of an addition.
    let even0 = add ? v128.load(sums + left) : zero;
    let even1 = add ? v128.load(sums + left, 16) : zero;
    let odd0 = zero;
    let odd1 = zero;
    let p = a + left;
    const end = p + <usize>m * row;
    while (p < end) {
      even0 = f32x4.add(even0, v128.load(p));
      even1 = f32x4.add(even1, v128.load(p, 16));
      odd0 = f32x4.add(odd0, v128.load(p + row));
      odd1 = f32x4.add(odd1, v128.load(p + row, 16));
      p += 2 * row;
    }
    v128.store(sums + left, f32x4.add(even0, odd0));
    v128.store(sums + left, f32x4.add(even1, odd1), 16);
  }
}
