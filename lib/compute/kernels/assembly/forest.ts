import { transpose } from "./matmul";

/** Rows that lie together, a column after the other, and walk down a tree together. */
const LANES: i32 = 64;

/** Writes rows column by column: {@linkcode LANES} of them, then the next ones. */
// @ts-ignore: decorator of AssemblyScript
@inline
function turnRows(target: usize, rows: usize, count: i32, stride: i32): void {
  const bytes = <usize>(LANES * stride) << 2;
  for (let first = 0; first < count; first += LANES) {
    transpose(target, rows, min(LANES, count - first), stride, LANES, stride);
    target += bytes;
    rows += bytes;
  }
}

/** a where the mask is all ones, b where it is all zeros. */
// @ts-ignore: decorator of AssemblyScript
@inline
function choose(a: v128, b: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_laneselect(a, b, mask);
  return v128.bitselect(a, b, mask);
}

/** Whether each of four neighbouring rows goes right at a node. */
// @ts-ignore: decorator of AssemblyScript
@inline
function goesRight(node: usize, rows: usize): v128 {
  return f32x4.gt(v128.load(rows + load<u32>(node)), v128.load32_splat(node, 4));
}

/** Offsets of the nodes that four neighbouring rows reach after three steps: all seven nodes above
 * are looked at, which is quicker than to fetch each row's own. */
// @ts-ignore: decorator of AssemblyScript
@inline
function threeSteps(tree: usize, rows: usize): v128 {
  const first = goesRight(tree + 8, rows);
  const second = choose(goesRight(tree + 24, rows), goesRight(tree + 16, rows), first);
  const third = choose(
    choose(goesRight(tree + 56, rows), goesRight(tree + 48, rows), second),
    choose(goesRight(tree + 40, rows), goesRight(tree + 32, rows), second),
    first,
  );
  let node = i32x4.sub(i32x4.splat(2), first);
  node = i32x4.sub(i32x4.add(node, node), second);
  return i32x4.shl(i32x4.sub(i32x4.add(node, node), third), 3);
}

/** From a node to its child; both are offsets from the start of the tree. */
// @ts-ignore: decorator of AssemblyScript
@inline
function step(at: usize, tree: usize, row: usize, next: usize): usize {
  const node = tree + at;
  return (at << 1) + (<usize>(load<f32>(row + load<u32>(node) + next) > load<f32>(node, 4)) << 3);
}

// @ts-ignore: decorator of AssemblyScript
@inline
function addTo(sum: usize, value: f64): void {
  store<f64>(sum, load<f64>(sum) + value);
}

/**
 * Sums of the path lengths of rows in all trees, in the order of the trees.
 *
 * Trees are perfect and lie one after the other. A node has the number 1 at the root and 2i and
 * 2i + 1 below node i, and 8 bytes at 8 times its number: the byte offset `4 * 64 * column`, and the
 * threshold; a row goes right where its value is greater. The first 8 bytes are not used.
 *
 * @param sums 64-bit numbers, one a row, up to the next multiple of 8
 * @param rows row-major, `stride` numbers from a row to the next; both counts are multiples of 4
 * @param lengths 64-bit path length of each leaf, `2^height` a tree
 * @param height of the trees, at least 3
 * @param scratch room for `passRows * stride` numbers
 * @param passRows rows that walk down one tree before any walks down the next, a multiple of 64: few
 * for trees that stay in the first cache together with them
 */
export function forestPathLengths(
  sums: usize,
  rows: usize,
  count: i32,
  stride: i32,
  nodes: usize,
  lengths: usize,
  trees: i32,
  height: i32,
  scratch: usize,
  passRows: i32,
): void {
  const treeBytes: usize = <usize>8 << height;
  memory.fill(sums, 0, <usize>((count + 7) & ~7) << 3);
  for (let from = 0; from < count; from += passRows) {
    const lanes = min(passRows, count - from);
    turnRows(scratch, rows + (<usize>(from * stride) << 2), lanes, stride);
    let tree = nodes;
    let ends = lengths - treeBytes;
    for (let t = 0; t < trees; t++, tree += treeBytes, ends += treeBytes) {
      for (let lane = 0; lane < lanes; lane += 8) {
        const row = scratch + (<usize>((lane & -LANES) * stride + (lane & (LANES - 1))) << 2);
        const low = threeSteps(tree, row);
        const high = threeSteps(tree, row + 16);
        let a: usize = i32x4.extract_lane(low, 0);
        let b: usize = i32x4.extract_lane(low, 1);
        let c: usize = i32x4.extract_lane(low, 2);
        let d: usize = i32x4.extract_lane(low, 3);
        let e: usize = i32x4.extract_lane(high, 0);
        let f: usize = i32x4.extract_lane(high, 1);
        let g: usize = i32x4.extract_lane(high, 2);
        let h: usize = i32x4.extract_lane(high, 3);
        for (let s = 3; s < height; s++) {
          a = step(a, tree, row, 0);
          b = step(b, tree, row, 4);
          c = step(c, tree, row, 8);
          d = step(d, tree, row, 12);
          e = step(e, tree, row, 16);
          f = step(f, tree, row, 20);
          g = step(g, tree, row, 24);
          h = step(h, tree, row, 28);
        }
        const sum = sums + (<usize>(from + lane) << 3);
        addTo(sum, load<f64>(ends + a));
        addTo(sum + 8, load<f64>(ends + b));
        addTo(sum + 16, load<f64>(ends + c));
        addTo(sum + 24, load<f64>(ends + d));
        addTo(sum + 32, load<f64>(ends + e));
        addTo(sum + 40, load<f64>(ends + f));
        addTo(sum + 48, load<f64>(ends + g));
        addTo(sum + 56, load<f64>(ends + h));
      }
    }
  }
}

/** One term of a projection. */
// @ts-ignore: decorator of AssemblyScript
@inline
function term(at: usize, row: usize, next: usize): f64 {
  return <f64>load<f32>(row + load<u32>(at) + next) * <f64>load<f32>(at, 4);
}

/**
 * As {@linkcode forestPathLengths}, for trees that cut by hyperplanes. A node has `8 + 8 * width`
 * bytes at as many times its number: the threshold, 4 bytes that are not used, and for each of
 * `width` columns the byte offset `4 * 64 * column` and a weight. A row goes right where the sum of
 * weights times values, rounded to 32 bits, is greater than the threshold.
 *
 * @param height of the trees, at least 1
 */
export function planePathLengths(
  sums: usize,
  rows: usize,
  count: i32,
  stride: i32,
  nodes: usize,
  lengths: usize,
  trees: i32,
  height: i32,
  width: i32,
  scratch: usize,
  passRows: i32,
): void {
  const nodeBytes: usize = 8 + (<usize>width << 3);
  const treeBytes = nodeBytes << height;
  const leaves: usize = 1 << height;
  memory.fill(sums, 0, <usize>((count + 7) & ~7) << 3);
  for (let from = 0; from < count; from += passRows) {
    const lanes = min(passRows, count - from);
    turnRows(scratch, rows + (<usize>(from * stride) << 2), lanes, stride);
    let tree = nodes;
    let ends = lengths - (leaves << 3);
    for (let t = 0; t < trees; t++, tree += treeBytes, ends += leaves << 3) {
      for (let lane = 0; lane < lanes; lane += 4) {
        const row = scratch + (<usize>((lane & -LANES) * stride + (lane & (LANES - 1))) << 2);
        let a: usize = 1;
        let b: usize = 1;
        let c: usize = 1;
        let d: usize = 1;
        for (let s = 0; s < height; s++) {
          const nodeA = tree + a * nodeBytes;
          const nodeB = tree + b * nodeBytes;
          const nodeC = tree + c * nodeBytes;
          const nodeD = tree + d * nodeBytes;
          let sumA: f64 = 0;
          let sumB: f64 = 0;
          let sumC: f64 = 0;
          let sumD: f64 = 0;
          for (let at: usize = 8; at < nodeBytes; at += 8) {
            sumA += term(nodeA + at, row, 0);
            sumB += term(nodeB + at, row, 4);
            sumC += term(nodeC + at, row, 8);
            sumD += term(nodeD + at, row, 12);
          }
          a = (a << 1) + <usize>(<f32>sumA > load<f32>(nodeA));
          b = (b << 1) + <usize>(<f32>sumB > load<f32>(nodeB));
          c = (c << 1) + <usize>(<f32>sumC > load<f32>(nodeC));
          d = (d << 1) + <usize>(<f32>sumD > load<f32>(nodeD));
        }
        const sum = sums + (<usize>(from + lane) << 3);
        addTo(sum, load<f64>(ends + (a << 3)));
        addTo(sum + 8, load<f64>(ends + (b << 3)));
        addTo(sum + 16, load<f64>(ends + (c << 3)));
        addTo(sum + 24, load<f64>(ends + (d << 3)));
      }
    }
  }
}

/** 1 when none of `count` numbers, a multiple of 4, is NaN or infinite; else 0. */
export function allFinite(values: usize, count: i32): i32 {
  let sum = f32x4.splat(0);
  const end = values + (<usize>count << 2);
  // Zero times a finite number is zero, and NaN otherwise.
  for (let p = values; p < end; p += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(p), f32x4.splat(0)));
  }
  return <i32>!v128.any_true(f32x4.ne(sum, f32x4.splat(0)));
}
