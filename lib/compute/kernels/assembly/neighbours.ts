import { multiplyAdd, sumOf } from "./simd";

/*
 * Nearest neighbours in a tree of reference rows. The tree is complete: nodes 1 to `leaves` - 1 have
 * the children 2i and 2i + 1, the others are leaves. Each leaf has as many panels of 8 rows, each
 * panel `cols` + 1 vectors of 8 numbers: minus half the squared length of each row (minus infinity
 * where there is no row), then the rows' values, column by column. Each node has a box: the least and
 * the greatest value of its rows in each column, in pairs.
 *
 * Query rows come in tiles of 4, transposed: for each column the values of the 4 rows.
 */

/** Bytes of an entry of the stack: lower bounds of 4 rows, node. */
const STACK_ENTRY: usize = 32;

// @ts-ignore: decorator of AssemblyScript
@inline
function boundOf(box: usize, tile: usize, cols: i32): v128 {
  let x = tile;
  let pair = box;
  let sum = f32x4.splat(0);
  const end = tile + (<usize>cols << 4);
  while (x < end) {
    const values = v128.load(x);
    const below = f32x4.sub(v128.load32_splat(pair), values);
    const above = f32x4.sub(values, v128.load32_splat(pair, 4));
    const outside = f32x4.max(f32x4.max(below, above), f32x4.splat(0));
    sum = multiplyAdd(outside, outside, sum);
    x += 16;
    pair += 8;
  }
  return sum;
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
      if (sumOf(farBound) < sumOf(nearBound)) {
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
function squaredDistance(row: usize, reference: i32, panels: usize, cols: i32): f32 {
  let x = row;
  let y = panels + <usize>(reference >> 3) * (<usize>(cols + 1) << 5) + 32 +
    (<usize>(reference & 7) << 2);
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
    const distance = row < 0 ? <f32>Infinity : squaredDistance(x, row, panels, cols);
    insertDistance(distances, rows, i + 1, distance, row);
  }
}

/** Puts a distance into an ascending list of `count`, in the place of its last one. */
function insertDistance(
  distances: usize,
  rows: usize,
  count: i32,
  distance: f32,
  row: i32,
): void {
  let at = <usize>(count - 1) << 2;
  while (at > 0) {
    const before = load<f32>(distances + at - 4);
    const other = load<i32>(rows + at - 4);
    if (before < distance || (before == distance && <u32>other < <u32>row)) break;
    store<f32>(distances + at, before);
    store<i32>(rows + at, other);
    at -= 4;
  }
  store<f32>(distances + at, distance);
  store<i32>(rows + at, row);
}

/** Squared distances, from the differences, of one row of a tile from the 8 rows of a panel. */
// @ts-ignore: decorator of AssemblyScript
@inline
function storeDistances(target: usize, row: usize, panel: usize, cols: i32): void {
  let low = f32x4.splat(0);
  let high = low;
  let x = row;
  let y = panel + 32;
  const end = y + (<usize>cols << 5);
  while (y < end) {
    const value = v128.load32_splat(x);
    const a = f32x4.sub(value, v128.load(y));
    const b = f32x4.sub(value, v128.load(y, 16));
    // Not fused: the same number comes out as for a row alone.
    low = f32x4.add(low, f32x4.mul(a, a));
    high = f32x4.add(high, f32x4.mul(b, b));
    x += 16;
    y += 32;
  }
  v128.store(target, low);
  v128.store(target, high, 16);
}

/**
 * The nearest reference rows of one row of a tile, all distances from the differences.
 *
 * @param distances result: `count` squared distances, ascending
 * @param rows result: the numbers of these rows; -1 where there is none
 * @param within looks at distances up to this one only
 * @param lane which row of the tile
 * @param scratch 32 bytes and 32 for each of 24 nodes
 */
export function nearestByDifferences(
  distances: usize,
  rows: usize,
  count: i32,
  within: f32,
  tile: usize,
  lane: i32,
  panels: usize,
  boxes: usize,
  leaves: i32,
  panelsOfLeaf: i32,
  cols: i32,
  scratch: usize,
): void {
  const list = <usize>count << 2;
  for (let i: usize = 0; i < list; i += 4) {
    store<f32>(distances + i, Infinity);
    store<i32>(rows + i, -1);
  }
  const last = distances + list - 4;
  const lastRow = rows + list - 4;
  const stack = scratch + 32;
  const place = <usize>lane << 2;
  const boxBytes = <usize>cols << 3;
  const panelBytes = <usize>(cols + 1) << 5;
  let top: usize = stack;
  v128.store(top, f32x4.splat(0));
  store<i32>(top, 1, 16);
  top += STACK_ENTRY;
  while (top > stack) {
    top -= STACK_ENTRY;
    // The bound has its own rounding errors.
    if (load<f32>(top + place) * <f32>0.9999 > min(within, load<f32>(last))) continue;
    const node = load<i32>(top, 16);
    if (node < leaves) {
      let near = 2 * node;
      let far = near + 1;
      v128.store(scratch, boundOf(boxes + <usize>near * boxBytes, tile, cols));
      v128.store(scratch, boundOf(boxes + <usize>far * boxBytes, tile, cols), 16);
      let nearBound = scratch;
      let farBound = scratch + 16;
      if (load<f32>(farBound + place) < load<f32>(nearBound + place)) {
        nearBound = farBound;
        farBound = scratch;
        near = far;
        far = near - 1;
      }
      v128.store(top, v128.load(farBound));
      store<i32>(top, far, 16);
      top += STACK_ENTRY;
      v128.store(top, v128.load(nearBound));
      store<i32>(top, near, 16);
      top += STACK_ENTRY;
      continue;
    }
    const first = (node - leaves) * panelsOfLeaf * 8;
    for (let panel = 0; panel < panelsOfLeaf; panel++) {
      const b = panels + <usize>((node - leaves) * panelsOfLeaf + panel) * panelBytes;
      storeDistances(scratch, tile + place, b, cols);
      for (let i = 0; i < 8; i++) {
        const distance = load<f32>(scratch + (<usize>i << 2));
        const row = first + 8 * panel + i;
        const worst = load<f32>(last);
        const isNearer = distance < worst ||
          (distance == worst && <u32>row < load<u32>(lastRow));
        const exists = load<f32>(b + (<usize>i << 2)) != -Infinity;
        if (distance <= within && isNearer && exists) {
          insertDistance(distances, rows, count, distance, row);
        }
      }
    }
  }
}

/**
 * Which reference rows lie within a distance of each of the 4 rows of a tile.
 *
 * @param bits result: for each of the 4 rows one byte a panel, `stride` bytes apart, the lowest bit
 *   being the panel's first row
 * @param radius squared
 * @param scratch 32 bytes
 */
export function withinRadius(
  bits: usize,
  stride: i32,
  radius: f32,
  tile: usize,
  panels: usize,
  boxes: usize,
  leaves: i32,
  panelsOfLeaf: i32,
  cols: i32,
  scratch: usize,
): void {
  const limit = f32x4.splat(radius);
  const boxBytes = <usize>cols << 3;
  const panelBytes = <usize>(cols + 1) << 5;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const bound = boundOf(boxes + <usize>(leaves + leaf) * boxBytes, tile, cols);
    const isFar = !v128.any_true(f32x4.le(f32x4.mul(bound, f32x4.splat(0.9999)), limit));
    for (let panel = leaf * panelsOfLeaf; panel < (leaf + 1) * panelsOfLeaf; panel++) {
      const b = panels + <usize>panel * panelBytes;
      for (let lane = 0; lane < 4; lane++) {
        let mask = 0;
        if (!isFar) {
          storeDistances(scratch, tile + (<usize>lane << 2), b, cols);
          const none = f32x4.splat(-Infinity);
          const low = v128.and(
            f32x4.le(v128.load(scratch), limit),
            f32x4.ne(v128.load(b), none),
          );
          const high = v128.and(
            f32x4.le(v128.load(scratch, 16), limit),
            f32x4.ne(v128.load(b, 16), none),
          );
          mask = i32x4.bitmask(low) | (i32x4.bitmask(high) << 4);
        }
        store<u8>(bits + <usize>lane * <usize>stride + <usize>panel, mask);
      }
    }
  }
}
