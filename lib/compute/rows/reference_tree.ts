/**
 * Reference rows in a tree of boxes, laid out for the kernels of
 * `../kernels/assembly/neighbours.ts`.
 *
 * @module
 */
import { filled, firstIndices } from "../../base/typed_arrays.ts";

/** Rows that a leaf has at most, about: fewer make more boxes to look at, more are more to scan. */
const LEAF_ROWS = 48;

/** Rows of a panel, which a kernel looks at together. */
export const PANEL_ROWS = 8;

/** What a tree is, beside its arrays. */
export interface ReferenceShape {
  cols: number;
  /** A power of two. */
  leaves: number;
  panelsOfLeaf: number;
}

/** Arrays of a tree. Nodes are numbered from 1; node `i` has the children `2i` and `2i + 1`. */
export interface ReferenceArrays extends Record<string, Float32Array | Int32Array> {
  /** What is subtracted from all rows: the mean of the reference rows. */
  centre: Float32Array;
  /** For each panel minus half the squared length of its rows, then their values by column. */
  panels: Float32Array;
  /** Least and greatest value in each column, for each node. */
  boxes: Float32Array;
  /** The column by which the rows of a node are parted, for nodes that are no leaves. */
  splitColumns: Int32Array;
  /** Rows of the left child are not above it. */
  splitValues: Float32Array;
}

/** A tree of reference rows. */
export interface ReferenceTree {
  shape: ReferenceShape;
  arrays: ReferenceArrays;
  /** The reference row at each place of the leaves; -1 where there is none. */
  order: Int32Array;
}

/**
 * Puts rows into a tree: at each node by the column that varies most, half to each side, so that
 * all leaves are equally large.
 *
 * Source: after J. L. Bentley, "Multidimensional Binary Search Trees Used for Associative
 * Searching", Communications of the ACM 18 (9), 1975, with tight boxes.
 *
 * @param data row-major values
 * @throws {RangeError} when there are no rows, or more than two million
 */
export function buildReferenceTree(data: Float32Array, rows: number, cols: number): ReferenceTree {
  if (rows < 1) throw new RangeError("There are no reference rows.");
  if (rows > 2 ** PLACE_BITS) throw new RangeError("There are too many reference rows.");
  const leaves = 2 ** Math.max(0, Math.floor(Math.log2(rows / LEAF_ROWS)));
  const panelsOfLeaf = Math.ceil(Math.ceil(rows / leaves) / PANEL_ROWS);
  const places = panelsOfLeaf * PANEL_ROWS;
  const centre = means(data, rows, cols);
  const centred = new Float32Array(rows * cols);
  for (let i = 0; i < centred.length; i++) centred[i] = data[i] - centre[i % cols];
  const arrays: ReferenceArrays = {
    centre,
    panels: new Float32Array(leaves * panelsOfLeaf * (cols + 1) * PANEL_ROWS),
    boxes: new Float32Array(2 * leaves * 2 * cols),
    splitColumns: new Int32Array(leaves),
    splitValues: new Float32Array(leaves),
  };
  const order = new Int32Array(leaves * places).fill(-1);
  const members = firstIndices(rows);

  const place = (node: number, from: number, to: number): void => {
    const some = members.subarray(from, to);
    const box = arrays.boxes.subarray(node * 2 * cols, (node + 1) * 2 * cols);
    fillBox(box, centred, some, cols);
    if (node >= leaves) {
      order.set(some, (node - leaves) * places);
      return;
    }
    const column = mostVaried(centred, some, cols);
    sortBy(some, (row) => centred[row * cols + column]);
    // Leaves then differ by one row at most.
    const half = Math.ceil(some.length / 2);
    arrays.splitColumns[node] = column;
    arrays.splitValues[node] = some.length > 0 ? data[some[half - 1] * cols + column] : 0;
    place(2 * node, from, from + half);
    place(2 * node + 1, from + half, to);
  };
  place(1, 0, rows);
  fillPanels(arrays.panels, centred, order, cols);
  return { shape: { cols, leaves, panelsOfLeaf }, arrays, order };
}

function means(data: Float32Array, rows: number, cols: number): Float32Array {
  const sums = new Float64Array(cols);
  for (let i = 0; i < rows * cols; i++) sums[i % cols] += data[i];
  return Float32Array.from(sums, (sum) => sum / rows);
}

/** The box of no rows is never near. */
function fillBox(box: Float32Array, data: Float32Array, rows: Uint32Array, cols: number): void {
  for (let col = 0; col < cols; col++) {
    let low = Infinity;
    let high = -Infinity;
    for (const row of rows) {
      const value = data[row * cols + col];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    box[2 * col] = low;
    box[2 * col + 1] = high;
  }
}

function mostVaried(data: Float32Array, rows: Uint32Array, cols: number): number {
  let best = 0;
  let most = -1;
  for (let col = 0; col < cols; col++) {
    let sum = 0;
    let squares = 0;
    for (const row of rows) {
      const value = data[row * cols + col];
      sum += value;
      squares += value * value;
    }
    const variance = squares - sum * sum / rows.length;
    if (variance > most) [best, most] = [col, variance];
  }
  return best;
}

/** Bits of a place among the rows, in a key whose upper 32 bits are those of a value. */
const PLACE_BITS = 21;

/** Equal values keep their order. */
function sortBy(rows: Uint32Array, value: (row: number) => number): void {
  // Adding 0 turns -0 into 0.
  const values = filled(new Float32Array(rows.length), (i) => value(rows[i]) + 0);
  const keys = new Float64Array(rows.length);
  new Uint32Array(values.buffer).forEach((bits, place) => {
    // As whole numbers, bits of negative values count down from the sign.
    const ascending = bits >>> 31 ? ~bits >>> 0 : bits + 2 ** 31;
    keys[place] = ascending * 2 ** PLACE_BITS + place;
  });
  const before = rows.slice();
  keys.sort().forEach((key, place) => rows[place] = before[key % 2 ** PLACE_BITS]);
}

function fillPanels(
  panels: Float32Array,
  data: Float32Array,
  order: Int32Array,
  cols: number,
): void {
  const size = (cols + 1) * PANEL_ROWS;
  order.forEach((row, place) => {
    const first = Math.floor(place / PANEL_ROWS) * size + place % PANEL_ROWS;
    if (row < 0) {
      panels[first] = -Infinity;
      return;
    }
    let square = 0;
    for (let col = 0; col < cols; col++) {
      const value = data[row * cols + col];
      panels[first + (col + 1) * PANEL_ROWS] = value;
      square += value * value;
    }
    // A row of enormous values is a row all the same.
    panels[first] = Math.max(-square / 2, -1e38);
  });
}
