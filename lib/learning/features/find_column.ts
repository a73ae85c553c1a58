import { DatasetError } from "../../base/dataset_error.ts";
import type { Frame, FrameColumn } from "./frame.ts";
import type { FeatureState } from "./state.ts";

/**
 * The column of a frame that a feature is made of.
 *
 * @throws {DatasetError} when it is missing or holds words in place of numbers
 */
export function findColumn(frame: Frame, { name, type }: FeatureState): FrameColumn {
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (!column) throw new DatasetError(`The column "${name}" is missing.`);
  const wanted = type === "numeric" || type === "port" ? "numeric" : "categorical";
  if (column.type !== wanted) {
    const words = { numeric: "numbers", categorical: "words" };
    throw new DatasetError(
      `The column "${name}" holds ${words[column.type]}, but ${
        words[wanted]
      } in the training data.`,
    );
  }
  return column;
}
