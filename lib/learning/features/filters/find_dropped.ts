/**
 * Which columns of a matrix tell nothing, or nothing new.
 *
 * @module
 */
import type { Matrix } from "../../matrix.ts";
import { correlatedColumns } from "./correlation.ts";
import { differingShares } from "./near_constant.ts";
import type { ColumnFilters, DroppedColumn } from "../options.ts";

/** Rows that are transformed at a time. */
const BLOCK_ROWS = 65_536;

/**
 * Finds the columns that the filters leave out: first those that are nearly constant, then, of the
 * rest, those that repeat an earlier one.
 *
 * @param groups the matrix columns of each feature, together all columns in their order
 * @param rows the training rows
 * @param transform gives the matrix of some of the rows
 */
export function findDropped(
  groups: { feature: string; columns: number[] }[],
  rows: Uint32Array,
  transform: (rows: Uint32Array) => Matrix,
  { nearConstant, correlation }: ColumnFilters,
): DroppedColumn[] {
  const features = groups.flatMap(({ feature, columns }) => columns.map(() => feature));
  const reasons = new Map<number, DroppedColumn["reason"]>();
  const { names } = transform(new Uint32Array(0));
  if (nearConstant !== undefined) {
    const blocks = function* () {
      for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
        yield transform(rows.subarray(start, start + BLOCK_ROWS));
      }
    };
    for (const [column, differing] of differingShares(blocks, names.length).entries()) {
      if (differing <= nearConstant) reasons.set(column, { filter: "near-constant", differing });
    }
  }
  if (correlation !== undefined) {
    const columns = [...names.keys()].filter((column) => !reasons.has(column));
    for (const pair of correlatedColumns(rows, transform, columns, correlation)) {
      const { column, earlier, coefficient } = pair;
      reasons.set(column, { filter: "correlation", with: names[earlier], coefficient });
    }
  }
  return [...reasons].sort(([a], [b]) => a - b).map(([column, reason]) => ({
    feature: features[column],
    column: names[column],
    reason,
  }));
}
