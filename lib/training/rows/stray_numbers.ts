/**
 * Test rows with a number where training had words only. Predictions and streams refuse such records
 * and batches do not score them, so a test leaves them out.
 *
 * @module
 */
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { JobError } from "../../jobs/child.ts";
import { indicesWhere } from "../../base/typed_arrays.ts";
import { CategoryIndex } from "../../values/categories.ts";
import type { RunRows } from "./read_rows.ts";

/**
 * The test rows without those that one of the models refuses.
 *
 * @param pipelines of the models
 * @param warn gets a sentence where rows are left out
 * @throws {JobError} when no row is left
 */
export function withoutStrayNumbers(
  test: RunRows,
  pipelines: Pick<FeaturePipeline, "inputs">[],
  warn: (sentence: string) => void = () => {},
): RunRows {
  const strays = pipelines.flatMap((pipeline) => straysOf(test, pipeline));
  if (strays.length === 0) return test;
  const rows = indicesWhere(test.rows, (row) => !strays.some(({ isStray }) => isStray(row)));
  if (rows.length === test.rows.length) return test;
  const features = [...new Set(strays.map(({ feature }) => `"${feature}"`))].join(", ");
  if (rows.length === 0) {
    throw new JobError(`All test rows have numbers in ${features}, where training had words only.`);
  }
  const count = test.rows.length - rows.length;
  warn(
    `${count} test ${
      count === 1 ? "row has" : "rows have"
    } a number in ${features}, where training ` +
      `had words only, and ${count === 1 ? "was" : "were"} left out.`,
  );
  return { ...test, rows };
}

/** The features of words in which rows have numbers that the model refuses. */
function straysOf({ frame }: RunRows, pipeline: Pick<FeaturePipeline, "inputs">) {
  return pipeline.inputs().flatMap((input) => {
    const column = frame.columns.find(({ name }) => name === input.name);
    if (input.type !== "categorical" || column?.type !== "categorical") return [];
    const index = new CategoryIndex(input.categories);
    const isRefused = column.categories.map((word) =>
      index.find(word) < 0 && index.faultOf(word) !== null
    );
    if (!isRefused.includes(true)) return [];
    const { codes } = column;
    return [{ feature: input.name, isStray: (row: number) => isRefused[codes[row]] === true }];
  });
}
