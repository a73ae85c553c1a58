import { multiplyAdd } from "./simd";

/*
 * Nearest neighbours in a tree of reference rows. The tree is complete: nodes 1 to `leaves` - 1 have
 * the children 2i and 2i + 1, the others are leaves. Each leaf has as many panels of 8 rows, each
 * panel `cols` + 1 vectors of 8 numbers: minus half the squared length of each row (minus infinity
 * where there is no row), then the rows' values, column by column. Each node has a box: the least and
 * the greatest value of its rows in each column, in pairs.
 *
 * Query rows come in tiles of 4, transposed: for each column the values of the 4 rows.
 */

/** Deepest trees have 2^20 leaves; each level leaves one node behind. */
const STACK_NODES: i32 = 24;

/** Bytes of an entry of the stack: lower bounds of 4 rows, node. */
const STACK_ENTRY: usize = 32;

// @ts-ignore: decorator of AssemblyScript
@inline
function boundOf(box: usize, tile: usize, cols: i32): v128 {
  let sum = f32x4.splat(0);
  const end = tile + (<usize>cols << 4);
  while (tile < end) {
    const x = v128.load(tile);
    const below = f32x4.sub(v128.load32_splat(box), x);
    const above = f32x4.sub(x, v128.load32_splat(box, 4));
    const outside = f32x4.max(f32x4.max(below, above), f32x4.splat(0));
    sum = multiplyAdd(outside, outside, sum);
    tile += 16;
    box += 8;
  }
  return sum;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function sumOfLanes(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 2) +
    f32x4.extract_lane(a, 3);
}

/** Puts a similarity into a list of `count`, largest first, in the place of its last one. */
function insert(similarities: usize, rows: usize, count: i32, similarity: f32, row: i32): void {
  let at = <usize>(count - 1) << 2;
  while (at > 0) {
    const before = load<f32>(similarities + at - 4);
    if (before >= similarity) break;
    store<f32>(similarities + at, before);
    store<i32>(rows + at, load<i32>(rows + at - 4));
    at -= 4;
  }
  store<f32>(similarities + at, similarity);
  store<i32>(rows + at, row);
}

/** Offers the 8 sums of a row to its list. */
function offer(
  low: v128,
  high: v128,
  similarities: usize,
  rows: usize,
  count: i32,
  first: i32,
  sums: usize,
): v128 {
  const last = similarities + (<usize>(count - 1) << 2);
  v128.store(sums, low);
  v128.store(sums, high, 16);
  for (let i = 0; i < 8; i++) {
    const similarity = load<f32>(sums + (<usize>i << 2));
    if (similarity > load<f32>(last)) insert(similarities, rows, count, similarity, first + i);
  }
  return v128.load32_splat(last);
}

/**
 * The most similar reference rows of the 4 rows of a tile. The similarity of x and y is
 * x y - |y|^2 / 2, so that |x - y|^2 = |x|^2 - 2 similarity; it carries the rounding errors of this
 * form.
 *
 * @param lists result: for each of the 4 rows `count` similarities, largest first, and then for each
 *   of them `count` numbers of reference rows, places in the leaves; -1 where there is none
 * @param tile the rows; `norms` are their 4 squared lengths
 * @param scratch 32 bytes and 32 for each of 24 nodes
 */
export function nearestOfTile(
  lists: usize,
  tile: usize,
  norms: usize,
  count: i32,
  panels: usize,
  boxes: usize,
  leaves: i32,
  panelsOfLeaf: i32,
  cols: i32,
  scratch: usize,
): void {
  const list = <usize>count << 2;
  const rows = lists + 4 * list;
  for (let i: usize = 0; i < 4 * list; i += 4) {
    store<f32>(lists + i, -Infinity);
    store<i32>(rows + i, -1);
  }
  const last = list - 4;
  const lengths = v128.load(norms);
  const stack = scratch + 32;
  const boxBytes = <usize>cols << 3;
  const panelBytes = <usize>(cols + 1) << 5;
  let limit0 = f32x4.splat(-Infinity);
  let limit1 = limit0;
  let limit2 = limit0;
  let limit3 = limit0;
  let top: usize = stack;
  v128.store(top, f32x4.splat(0));
  store<i32>(top, 1, 16);
  top += STACK_ENTRY;
  while (top > stack) {
    top -= STACK_ENTRY;
    const limits = v128.shuffle<i32>(
      v128.shuffle<i32>(limit0, limit1, 0, 4, 0, 4),
      v128.shuffle<i32>(limit2, limit3, 0, 4, 0, 4),
      0,
      1,
      4,
      5,
    );
    const furthest = f32x4.sub(lengths, f32x4.add(limits, limits));
    if (!v128.any_true(f32x4.lt(v128.load(top), furthest))) continue;
    const node = load<i32>(top, 16);
    if (node < leaves) {
      let near = 2 * node;
      let far = near + 1;
      let nearBound = boundOf(boxes + <usize>near * boxBytes, tile, cols);
      let farBound = boundOf(boxes + <usize>far * boxBytes, tile, cols);
      if (sumOfLanes(farBound) < sumOfLanes(nearBound)) {
        const bound = nearBound;
        nearBound = farBound;
        farBound = bound;
        near = far;
        far = near - 1;
      }
      v128.store(top, farBound);
      store<i32>(top, far, 16);
      top += STACK_ENTRY;
      v128.store(top, nearBound);
      store<i32>(top, near, 16);
      top += STACK_ENTRY;
      continue;
    }
    let first = (node - leaves) * panelsOfLeaf * 8;
    let b = panels + <usize>((node - leaves) * panelsOfLeaf) * panelBytes;
    for (let panel = 0; panel < panelsOfLeaf; panel++) {
      let s00 = v128.load(b);
      let s01 = v128.load(b, 16);
      let s10 = s00;
      let s11 = s01;
      let s20 = s00;
      let s21 = s01;
      let s30 = s00;
      let s31 = s01;
      let x = tile;
      const end = b + panelBytes;
      for (b += 32; b < end; b += 32) {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        let value = v128.load32_splat(x);
        s00 = multiplyAdd(value, b0, s00);
        s01 = multiplyAdd(value, b1, s01);
        value = v128.load32_splat(x, 4);
        s10 = multiplyAdd(value, b0, s10);
        s11 = multiplyAdd(value, b1, s11);
        value = v128.load32_splat(x, 8);
        s20 = multiplyAdd(value, b0, s20);
        s21 = multiplyAdd(value, b1, s21);
        value = v128.load32_splat(x, 12);
        s30 = multiplyAdd(value, b0, s30);
        s31 = multiplyAdd(value, b1, s31);
        x += 16;
      }
      if (v128.any_true(v128.or(f32x4.gt(s00, limit0), f32x4.gt(s01, limit0)))) {
        limit0 = offer(s00, s01, lists, rows, count, first, scratch);
      }
      if (v128.any_true(v128.or(f32x4.gt(s10, limit1), f32x4.gt(s11, limit1)))) {
        limit1 = offer(s10, s11, lists + list, rows + list, count, first, scratch);
      }
      if (v128.any_true(v128.or(f32x4.gt(s20, limit2), f32x4.gt(s21, limit2)))) {
        limit2 = offer(s20, s21, lists + 2 * list, rows + 2 * list, count, first, scratch);
      }
      if (v128.any_true(v128.or(f32x4.gt(s30, limit3), f32x4.gt(s31, limit3)))) {
        limit3 = offer(s30, s31, lists + 3 * list, rows + 3 * list, count, first, scratch);
      }
      first += 8;
    }
  }
}

/** Squared distance of one row of a tile from one reference row, from the differences. */
// @ts-ignore: decorator of AssemblyScript
@inline
function squaredDistance(x: usize, row: i32, panels: usize, cols: i32): f32 {
  let y = panels + <usize>(row >> 3) * (<usize>(cols + 1) << 5) + 32 + (<usize>(row & 7) << 2);
  let sum: f32 = 0;
  for (let i = 0; i < cols; i++) {
    const difference = load<f32>(x) - load<f32>(y);
    sum += difference * difference;
    x += 16;
    y += 32;
  }
  return sum;
}

/**
 * Squared distances, from the differences, of one row of a tile from `count` reference rows, put in
 * ascending order together with the numbers of the rows; equal distances by number of row.
 *
 * @param distances result: `count` squared distances; infinity where there is no row
 * @param rows the reference rows; -1 for none
 * @param x the row's value of the first column
 */
export function refineNearest(
  distances: usize,
  rows: usize,
  count: i32,
  x: usize,
  panels: usize,
  cols: i32,
): void {
  for (let i = 0; i < count; i++) {
    const row = load<i32>(rows + (<usize>i << 2));
    const distance = row < 0 ? f32.MAX_VALUE * 2 : squaredDistance(x, row, panels, cols);
    let at = <usize>i << 2;
    while (at > 0) {
      const before = load<f32>(distances + at - 4);
      const other = load<i32>(rows + at - 4);
      if (before < distance || (before == distance && other < row)) break;
      store<f32>(distances + at, before);
      store<i32>(rows + at, other);
      at -= 4;
    }
    store<f32>(distances + at, distance);
    store<i32>(rows + at, row);
  }
}
