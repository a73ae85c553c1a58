/**
 * Products with a matrix that has many zeros, as one-hot columns are. What is not zero is listed
 * first, in entries of four numbers and the address of the row of B that they meet; then the list is
 * gone through for each 8 columns of B.
 */
import { multiply, multiplyTransposed } from "./matmul";
import { multiplyAdd } from "./simd";

/** Bytes of an entry. */
const ENTRY: usize = 20;

/** Whether lists of so many bytes are not worth the detour, for `count` numbers at most. */
// @ts-ignore: decorator of AssemblyScript
@inline
function isDense(bytes: usize, count: i32): bool {
  return 4 * bytes > 3 * <usize>count * ENTRY;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function writeEntry(to: usize, numbers: v128, row: usize): usize {
  v128.store(to, numbers);
  store<u32>(to, <u32>row, 16);
  // The next entry takes its place unless it counts.
  const counts = v128.any_true(f32x4.ne(numbers, f32x4.splat(0)));
  return to + (counts ? ENTRY : 0);
}

/** Makes the number of entries even. */
// @ts-ignore: decorator of AssemblyScript
@inline
function finishList(list: usize, end: usize, b: usize): usize {
  if ((end - list) % (2 * ENTRY) == 0) return end;
  v128.store(end, f32x4.splat(0));
  store<u32>(end, <u32>b, 16);
  return end + ENTRY;
}

/** Lists the columns of four rows of `k` numbers. */
// @ts-ignore: decorator of AssemblyScript
@inline
function listColumns(list: usize, a: usize, rowA: usize, k: i32, b: usize, rowB: usize): usize {
  let to = list;
  let row = b;
  const end = a + (<usize>k << 2);
  for (; a < end; a += 16) {
    const p = v128.load(a);
    const q = v128.load(a + rowA);
    const r = v128.load(a + 2 * rowA);
    const s = v128.load(a + 3 * rowA);
    const pq0 = v128.shuffle<i32>(p, q, 0, 4, 1, 5);
    const pq1 = v128.shuffle<i32>(p, q, 2, 6, 3, 7);
    const rs0 = v128.shuffle<i32>(r, s, 0, 4, 1, 5);
    const rs1 = v128.shuffle<i32>(r, s, 2, 6, 3, 7);
    to = writeEntry(to, v128.shuffle<i64>(pq0, rs0, 0, 2), row);
    to = writeEntry(to, v128.shuffle<i64>(pq0, rs0, 1, 3), row + rowB);
    to = writeEntry(to, v128.shuffle<i64>(pq1, rs1, 0, 2), row + 2 * rowB);
    to = writeEntry(to, v128.shuffle<i64>(pq1, rs1, 1, 3), row + 3 * rowB);
    row += 4 * rowB;
  }
  return finishList(list, to, b);
}

/** Lists four columns of `m` rows. */
// @ts-ignore: decorator of AssemblyScript
@inline
function listRows(list: usize, a: usize, rowA: usize, m: i32, b: usize, rowB: usize): usize {
  let to = list;
  const end = a + <usize>m * rowA;
  let row = b;
  for (; a < end; a += rowA) {
    to = writeEntry(to, v128.load(a), row);
    row += rowB;
  }
  return finishList(list, to, b);
}

/**
 * Four rows of C in 8 columns: the sums of each entry's numbers times the row of B that they meet.
 *
 * @param left bytes before the columns
 * @param from what sums start from: 0 zero, 1 the numbers at `bias`, 2 what is in C
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function multiplyList(
  list: usize,
  end: usize,
  left: usize,
  c0: usize,
  rowC: usize,
  from: i32,
  bias: usize,
  relu: bool,
): void {
  const c1 = c0 + rowC;
  const c2 = c1 + rowC;
  const c3 = c2 + rowC;
  const zero = f32x4.splat(0);
  let s00 = from == 2 ? v128.load(c0) : from == 1 ? v128.load(bias) : zero;
  let s01 = from == 2 ? v128.load(c0, 16) : from == 1 ? v128.load(bias, 16) : zero;
  let s10 = from == 2 ? v128.load(c1) : s00;
  let s11 = from == 2 ? v128.load(c1, 16) : s01;
  let s20 = from == 2 ? v128.load(c2) : s00;
  let s21 = from == 2 ? v128.load(c2, 16) : s01;
  let s30 = from == 2 ? v128.load(c3) : s00;
  let s31 = from == 2 ? v128.load(c3, 16) : s01;
  for (; list < end; list += 2 * ENTRY) {
    let bp = <usize>load<u32>(list, 16) + left;
    let b0 = v128.load(bp);
    let b1 = v128.load(bp, 16);
    let x = v128.load32_splat(list);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(list, 4);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    x = v128.load32_splat(list, 8);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(list, 12);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);

    bp = <usize>load<u32>(list, ENTRY + 16) + left;
    b0 = v128.load(bp);
    b1 = v128.load(bp, 16);
    x = v128.load32_splat(list, ENTRY);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(list, ENTRY + 4);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    x = v128.load32_splat(list, ENTRY + 8);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(list, ENTRY + 12);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);
  }
  v128.store(c0, relu ? f32x4.max(s00, zero) : s00);
  v128.store(c0, relu ? f32x4.max(s01, zero) : s01, 16);
  v128.store(c1, relu ? f32x4.max(s10, zero) : s10);
  v128.store(c1, relu ? f32x4.max(s11, zero) : s11, 16);
  v128.store(c2, relu ? f32x4.max(s20, zero) : s20);
  v128.store(c2, relu ? f32x4.max(s21, zero) : s21, 16);
  v128.store(c3, relu ? f32x4.max(s30, zero) : s30);
  v128.store(c3, relu ? f32x4.max(s31, zero) : s31, 16);
}

/**
 * C = A x B + biases; columns in which four rows of A have nothing but zeros are passed over.
 *
 * @param c `m` rows of `n` numbers, `ldc` numbers apart
 * @param a `m` rows of `k` numbers, `lda` apart; `m` and `k` are multiples of 4
 * @param b `k` rows of `n` numbers, `ldb` apart; `n` is a multiple of 8
 * @param bias `n` numbers
 * @param relu whether negative sums become zero
 * @param list scratch memory for `5 * (k + 2)` numbers
 */
export function multiplySparse(
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
  relu: i32,
  list: usize,
): void {
  const rowA = <usize>lda << 2;
  const rowB = <usize>ldb << 2;
  const rowC = <usize>ldc << 2;
  const width = <usize>n << 2;
  for (let i = 0; i < m; i += 4) {
    const c0 = c + <usize>i * rowC;
    const a0 = a + <usize>i * rowA;
    const end = listColumns(list, a0, rowA, k, b, rowB);
    if (isDense(end - list, k)) {
      multiply(c0, a0, b, bias, 4, k, n, ldc, lda, ldb, 1, relu);
      continue;
    }
    for (let left: usize = 0; left < width; left += 32) {
      if (relu) multiplyList(list, end, left, c0 + left, rowC, 1, bias + left, true);
      else multiplyList(list, end, left, c0 + left, rowC, 1, bias + left, false);
    }
  }
}

/**
 * C = A' x B, as `multiplyTransposed` does; rows that have nothing but zeros in four columns of A are
 * passed over.
 *
 * @param c `k` rows of `n` numbers, `ldc` apart
 * @param a `m` rows of `k` numbers, `lda` apart; `k` is a multiple of 4
 * @param b `m` rows of `n` numbers, `ldb` apart; `n` is a multiple of 8
 * @param add whether the product is added to what is in C
 * @param list scratch memory for `5 * (m + 2)` numbers
 */
export function multiplyTransposedSparse(
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
  list: usize,
): void {
  const rowA = <usize>lda << 2;
  const rowB = <usize>ldb << 2;
  const rowC = <usize>ldc << 2;
  const width = <usize>n << 2;
  for (let i = 0; i < k; i += 4) {
    const c0 = c + <usize>i * rowC;
    const a0 = a + (<usize>i << 2);
    const end = listRows(list, a0, rowA, m, b, rowB);
    if (isDense(end - list, m)) {
      multiplyTransposed(c0, a0, b, m, 4, n, ldc, lda, ldb, add);
      continue;
    }
    for (let left: usize = 0; left < width; left += 32) {
      if (add) multiplyList(list, end, left, c0 + left, rowC, 2, 0, false);
      else multiplyList(list, end, left, c0 + left, rowC, 0, 0, false);
    }
  }
}
