import { readFrame } from "../../tables/frame/read_frame.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import type { FrameColumn } from "../../learning/features/frame.ts";
import { firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import type { DriftReference, FeatureReference } from "./feature_reference.ts";

/** Rows that are looked at, at even distances over the dataset. */
const MOST_ROWS = 20_000;

/** Bins of a numeric feature. */
const BINS = 10;

/** Categories with their own bin. */
const MOST_CATEGORIES = 20;

/** Further categories that are remembered. */
const MOST_OTHERS = 10_000;

/** A column that a model looks at. */
export interface ReferenceColumn {
  name: string;
  type: "numeric" | "categorical";
}

/**
 * How the features of a model are distributed over the normal rows of its training data: tenths of
 * numbers, the most frequent categories of words.
 *
 * @param parquet of the dataset
 * @param memoryBytes that the database may use
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function trainingReference(
  parquet: string,
  { rows, labelColumn, labels }: DatasetProfile,
  columns: ReferenceColumn[],
  memoryBytes: number,
): Promise<DriftReference> {
  const step = Math.max(1, rows / MOST_ROWS);
  const rowNumbers = Uint32Array.from(
    { length: Math.min(rows, MOST_ROWS) },
    (_, i) => Math.floor(i * step),
  );
  const read = await readFrame(parquet, { columns, labelColumn, rowNumbers, memoryBytes });
  const attacks = new Set(labels.filter(({ attack }) => attack).map(({ name }) => name));
  const all = firstIndices(read.frame.rows);
  const normal = read.labels
    ? indicesWhere(all, (row) => !attacks.has(read.labels!.names[read.labels!.codes[row]]))
    : all;
  const features: FeatureReference[] = [];
  for (const column of read.frame.columns) {
    features.push(referenceOf(column, normal));
    // Sorting a column takes milliseconds; others get their turn in between.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { version: 1, rows: normal.length, features };
}

/** The distribution of one column over some rows. */
export function referenceOf(column: FrameColumn, rows: Uint32Array): FeatureReference {
  const { name } = column;
  if (column.type === "categorical") {
    const categories = column.categories.slice(0, MOST_CATEGORIES);
    const counts = new Array<number>(categories.length + 2).fill(0);
    for (const row of rows) {
      const code = column.codes[row];
      counts[code < 0 ? counts.length - 1 : Math.min(code, categories.length)]++;
    }
    const rest = column.categories.slice(MOST_CATEGORIES);
    return {
      type: "categorical",
      name,
      categories,
      counts,
      others: rest.slice(0, MOST_OTHERS),
      truncated: rest.length > MOST_OTHERS,
    };
  }
  const values = Float32Array.from(rows, (row) => column.values[row]).filter((value) =>
    !Number.isNaN(value)
  ).sort();
  const tenths = values.length === 0
    ? []
    : Array.from({ length: BINS - 1 }, (_, i) =>
      values[Math.ceil((i + 1) / BINS * values.length) - 1]);
  // The largest value is no edge: nothing of training would lie above it.
  const edges = [...new Set(tenths)].filter((edge) => edge < values[values.length - 1]);
  if (edges.length === 0 && values.length > 0) edges.push(values[values.length - 1]);
  const counts = new Array<number>(edges.length + 2).fill(0);
  let bin = 0;
  for (const value of values) {
    while (bin < edges.length && value > edges[bin]) bin++;
    counts[bin]++;
  }
  counts[counts.length - 1] = rows.length - values.length;
  const median = values.length === 0 ? null : values[Math.ceil(values.length / 2) - 1];
  return { type: "numeric", name, edges, counts, median };
}
