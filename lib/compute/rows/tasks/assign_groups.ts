/**
 * The nearest of some centres, for each row.
 *
 * @module
 */
import { FROM, THEN } from "../../engine/kernels.ts";
import { centrePart, forEachPart, partRows, placeFloats, wideStride } from "../parts.ts";
import type { RowBlock, RowThread } from "../task.ts";

/** What {@linkcode assignGroups} is told. */
export interface AssignArgs {
  /** How many centres there are. */
  groups: number;
  /** Whether the constant `centre` is to be subtracted; if not, rows are taken as they are. */
  centred: boolean;
}

/** What {@linkcode assignGroups} writes. */
export interface Assignment {
  /** For each row, its squared distance to the nearest centre. */
  distances?: Float32Array;
  /** For each row, the index of the nearest centre. */
  nearest?: Int32Array;
  /** For each block and centre, the sum of each column over the centre's rows, minus `centre`. */
  sums?: Float64Array;
  /** For each block and centre, its rows. */
  counts?: Float64Array;
  /** For each block, the sum of all squared distances; beside `distances` only. */
  inertias?: Float64Array;
}

/** A product that no centre reaches. */
const UNREACHED = -3e38;

/** The constants of {@linkcode assignGroups}, zero in the padding. */
export interface GroupConstants extends Record<string, Float32Array> {
  /** What is subtracted from rows and centres: distances are then small numbers. */
  centre: Float32Array;
  /** The centres, a row of {@linkcode wideStride} numbers each. */
  centres: Float32Array;
  /** The same, a column each. */
  columns: Float32Array;
  /** Minus half the squared length of each. */
  halves: Float32Array;
}

/** Room for the constants. */
export function groupConstants(cols: number, groups: number): GroupConstants {
  const [stride, n] = [wideStride(cols), wideStride(groups)];
  return {
    centre: new Float32Array(stride),
    centres: new Float32Array(n * stride),
    columns: new Float32Array(stride * n),
    halves: new Float32Array(n).fill(UNREACHED),
  };
}

/**
 * Writes centres into constants.
 *
 * @param centres `cols` numbers each, minus the constant `centre`
 */
export function placeGroups(
  { centres: rows, columns, halves }: GroupConstants,
  centres: Float64Array,
  cols: number,
): void {
  const stride = wideStride(cols);
  const groups = centres.length / cols;
  const n = wideStride(groups);
  for (let group = 0; group < groups; group++) {
    let square = 0;
    for (let j = 0; j < cols; j++) {
      const value = Math.fround(centres[group * cols + j]);
      rows[group * stride + j] = value;
      columns[j * n + group] = value;
      square += value * value;
    }
    halves[group] = -square / 2;
  }
}

function places(cols: number, groups: number) {
  const most = partRows(cols);
  const n = wideStride(groups);
  return placeFloats({
    rows: most * wideStride(cols),
    products: most * n,
    nearest: most,
    distances: most,
    sums: n * wideStride(cols),
    counts: n,
  });
}

/** Bytes of scratch that {@linkcode assignGroups} needs. */
export function assignGroupsScratch(cols: number, groups: number): number {
  return places(cols, groups).bytes;
}

/** Finds the nearest of the centres in {@linkcode GroupConstants}; the first of equally near ones. */
export function assignGroups(
  thread: RowThread,
  block: RowBlock,
  { groups, centred }: AssignArgs,
  { distances, nearest, sums, counts, inertias }: Assignment,
): void {
  const { kernels, floats, integers, scratch, constants } = thread;
  const { cols, index } = block;
  const width = wideStride(cols);
  const stride = centred ? width : block.stride;
  const n = wideStride(groups);
  const { at } = places(cols, groups);
  const products = scratch + at.products;
  const [nearestAt, distancesAt] = [scratch + at.nearest, scratch + at.distances];
  const [sumsAt, countsAt] = [scratch + at.sums, scratch + at.counts];
  const mySums = sums?.subarray(index * groups * cols, (index + 1) * groups * cols).fill(0);
  integers.fill(0, countsAt / 4, countsAt / 4 + groups);
  let inertia = 0;

  forEachPart(block, (first, rows) => {
    let rowsAt = block.address + 4 * first * stride;
    if (centred) {
      rowsAt = scratch + at.rows;
      centrePart(thread, block, first, rows, rowsAt, constants.centre);
    }
    kernels.multiply(
      ...[products, rowsAt, constants.columns, constants.halves, (rows + 3) & ~3] as const,
      ...[stride, n, n, stride, n, FROM.bias, THEN.nothing] as const,
    );
    kernels.nearestGroups(nearestAt, products, n, rows);
    const from = block.from + first;
    nearest?.set(integers.subarray(nearestAt / 4, nearestAt / 4 + rows), from);
    if (distances) {
      inertia += kernels.groupDistances(
        ...[distancesAt, nearestAt, rowsAt, constants.centres, rows, stride, width] as const,
      );
      distances.set(floats.subarray(distancesAt / 4, distancesAt / 4 + rows), from);
    }
    if (!mySums) return;
    floats.fill(0, sumsAt / 4, sumsAt / 4 + groups * stride);
    kernels.addToGroups(sumsAt, countsAt, nearestAt, rowsAt, rows, stride);
    for (let group = 0; group < groups; group++) {
      const source = sumsAt / 4 + group * stride;
      for (let j = 0; j < cols; j++) mySums[group * cols + j] += floats[source + j];
    }
  });
  if (inertias) inertias[index] = inertia;
  counts?.set(integers.subarray(countsAt / 4, countsAt / 4 + groups), index * groups);
}
