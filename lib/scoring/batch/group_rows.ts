/**
 * The rows of a block as the models of a group see them.
 *
 * @module
 */
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import type { CategoricalColumn, Frame, NumericColumn } from "../../learning/features/frame.ts";
import { A_NUMBER, type FrameBlock } from "../../tables/frame_blocks.ts";
import type { RowBlock } from "../core/block_scores.ts";
import type { BatchModelAtWork } from "./batch_model.ts";
import type { DatasetReader } from "./dataset_reader.ts";
import { type ModelGroup, sequenceColumn, windowsKey } from "./model_groups.ts";

/** Rows of a block of the dataset that can be scored. */
export interface GroupRows {
  /** Where each of them is in the block, ascending. */
  rows: Uint32Array;
  /** The same rows as a model scores them: with context, among those that its windows reach. */
  blockFor(model: BatchModelAtWork): RowBlock;
}

/** Transforms the rows of a block that can be scored, and counts what there is to know of them. */
export function groupRows(
  group: ModelGroup,
  block: FrameBlock,
  reader: DatasetReader,
): GroupRows {
  const { pipeline, windows } = group;
  const frame = reader.frame(block, group);
  const rows = scorableRows(frame, group);
  group.filled.add(pipeline.filledRows(frame), rows);
  group.shifts.add(frame, rows);
  const whole: RowBlock = { matrix: pipeline.transform(frame, rows) };
  const windowed = new Map<string, RowBlock>();
  return {
    rows,
    blockFor(model) {
      if (!model.loaded.detector.context) return whole;
      const key = windowsKey(model);
      let own = windowed.get(key);
      if (!own) {
        const by = sequenceColumn(model.source);
        const codes = by === undefined ? null : reader.sequences(block, by);
        own = windows.get(key)!.extend(
          whole.matrix,
          codes && filled(new Int32Array(rows.length), (i) => codes[rows[i]]),
        );
        windowed.set(key, own);
      }
      return own;
    },
  };
}

/** Rows without a gap that the models cannot take, and without a number among words. */
function scorableRows(frame: Frame, { required, refusing }: ModelGroup): Uint32Array {
  const complete = frame.columns.filter((column): column is NumericColumn =>
    column.type === "numeric" && required.includes(column.name)
  );
  const worded = frame.columns.filter((column): column is CategoricalColumn =>
    column.type === "categorical" && refusing.has(column.name) &&
    column.codes.includes(column.categories.indexOf(A_NUMBER))
  );
  const all = firstIndices(frame.rows);
  if (complete.length + worded.length === 0) return all;
  return indicesWhere(
    all,
    (row) =>
      complete.every(({ values }) => Number.isFinite(values[row])) &&
      worded.every(({ codes, categories }) => categories[codes[row]] !== A_NUMBER),
  );
}
