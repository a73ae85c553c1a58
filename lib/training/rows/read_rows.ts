/**
 * The rows of a run, with their truth where it is known.
 *
 * @module
 */
import { countDroppedIn } from "../../datasets/labels/count_labels.ts";
import type { LabelledFrame } from "../../tables/frame/frame_request.ts";
import { readFrame } from "../../tables/frame/read_frame.ts";
import { droppingColumns } from "../../datasets/columns/policies.ts";
import { JobError } from "../../jobs/child.ts";
import { describeMapping, mapColumns } from "../../values/columns.ts";
import { filled, firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import { featureColumns, featureType } from "../request/features.ts";
import { rowSelection } from "./row_selection.ts";
import { splitRows } from "./select_rows.ts";
import type { RunDataset, RunSpecification } from "../request/specification.ts";
import { notationWarnings } from "../../datasets/columns/notation_warnings.ts";
import { featureWarnings, formatWarnings } from "../warnings/feature_warnings.ts";

/** Rows of one dataset, with their truth where it is known. */
export interface RunRows extends LabelledFrame {
  /** Rows of the frame that take part, ascending. */
  rows: Uint32Array;
  /** `null` without labels. */
  isAttack: ((row: number) => boolean) | null;
  /** Whether each of the label names is an attack. */
  attack: boolean[];
}

/** How many of the rows that take part are attacks; 0 without labels. */
export function countAttacks({ rows, isAttack }: Pick<RunRows, "rows" | "isAttack">): number {
  return isAttack ? rows.reduce((sum, row) => sum + (isAttack(row) ? 1 : 0), 0) : 0;
}

/** 1 for each row that is an attack, else 0. */
export function truthOfRows(rows: Uint32Array, isAttack: (row: number) => boolean): Uint8Array {
  return filled(new Uint8Array(rows.length), (i) => isAttack(rows[i]) ? 1 : 0);
}

/** Gives the rows that a run trains and tests on with a seed. */
export type SplitRows = (seed: number) => { train: RunRows; test: RunRows };

/**
 * Reads the rows that a run trains and tests on: in two datasets the same for every seed, else
 * those of the split by the seed.
 *
 * @param specification which
 * @param warnings gets what a reader should know about them
 * @throws {JobError} when there is nothing to test on
 */
export async function readRows(
  specification: RunSpecification,
  warnings: string[],
): Promise<SplitRows> {
  const { request, train, test } = specification;
  const columns = featureColumns(request, train.profile);
  const required = droppingColumns(
    columns.map((column) => ({ ...column, role: featureType(column) })),
  );
  warnings.push(...featureWarnings(columns), ...test ? formatWarnings(train, test) : []);
  const selection = await rowSelection(specification);
  const read = async (dataset: RunDataset): Promise<RunRows> => {
    const names = columns.map(({ name }) => name);
    const stored = mapColumns(names, dataset.profile.columns.map(({ name }) => name));
    if (stored.mapped.length > 0) {
      warnings.push(`In "${dataset.name}": ${describeMapping(stored.mapped)}`);
    }
    warnings.push(...notationWarnings(columns, dataset.profile.columns, stored.columns));
    const labelled = await readFrame(dataset.parquet, {
      columns: columns.map((column) => ({
        name: column.name,
        type: featureType(column),
        notation: column.notation,
      })),
      labelColumn: request.labels === "ignore" ? null : dataset.profile.labelColumn,
      sequenceColumn: request.sequenceBy,
      required,
      selection: dataset === train ? selection : undefined,
      dropDuplicates: request.dropDuplicates,
      memoryBytes: specification.memoryBytes,
    });
    if (labelled.dropped > 0) {
      warnings.push(
        await droppedWarning(
          labelled.dropped,
          dataset,
          required.map((name) => stored.columns.get(name)!),
          specification.memoryBytes,
        ),
      );
    }
    return withTruth(labelled, dataset, warnings);
  };
  const whole = await read(train);
  if (whole.rows.length === 0 && request.period) {
    throw new JobError("No record of the training data lies in the period.");
  }
  if (request.labels === "ignore") {
    warnings.push("Labels were ignored: all rows were taken as normal, attacks among them too.");
  } else if (!whole.labels) {
    warnings.push(
      `"${train.name}" has no labels: all its rows were taken as normal, attacks among them too.`,
    );
  }
  if (test) {
    const separate = await read(test);
    warnOfTruth(separate, test.name, warnings);
    return () => ({ train: whole, test: separate });
  }
  const pick = (indices: Uint32Array) => ({
    ...whole,
    rows: indices.map((index) => whole.rows[index]),
  });
  const split = (seed: number) => {
    const [train, test] = splitRows(whole.rows.length, request.split!.test, seed);
    return { train: pick(train), test: pick(test) };
  };
  warnOfTruth(split(request.seed).test, "The test part", warnings);
  return split;
}

/** Which labels lost how many rows to the policy of a feature. */
async function droppedWarning(
  dropped: number,
  { name, parquet, profile }: RunDataset,
  required: string[],
  memoryBytes?: number,
): Promise<string> {
  const label = profile.columns.find((column) => column.name === profile.labelColumn);
  const byLabel = label ? await countDroppedIn(parquet, label, required, memoryBytes) : new Map();
  const listed = [...byLabel].sort(([, a], [, b]) => b - a)
    .map(([label, rows]) => `${rows} of "${label}"`).join(", ");
  const [rows, have, were] = dropped === 1 ? ["row", "has", "was"] : ["rows", "have", "were"];
  return `${dropped} ${rows} of "${name}" ${have} missing or infinite values in ` +
    `${required.map((column) => `"${column}"`).join(", ")} and ${were} left out` +
    `${listed && `: ${listed}`}.`;
}

/** Rows whose label is missing are neither normal nor an attack and take no part. */
function withTruth(labelled: LabelledFrame, dataset: RunDataset, warnings: string[]): RunRows {
  const { labels, frame } = labelled;
  const all = firstIndices(frame.rows);
  if (!labels) return { ...labelled, rows: all, isAttack: null, attack: [] };
  const kinds = new Map(dataset.profile.labels.map((label) => [label.name, label.attack]));
  const attack = labels.names.map((name) => kinds.get(name) ?? true);
  const rows = indicesWhere(all, (row) => labels.codes[row] >= 0);
  if (rows.length < all.length) {
    const count = all.length - rows.length;
    warnings.push(
      count === 1
        ? `1 row of "${dataset.name}" has no label and was left out.`
        : `${count} rows of "${dataset.name}" have no label and were left out.`,
    );
  }
  return { ...labelled, rows, isAttack: (row) => attack[labels.codes[row]], attack };
}

function warnOfTruth(test: RunRows, name: string, warnings: string[]): void {
  const { isAttack } = test;
  if (test.rows.length === 0) throw new JobError(`${name} has no rows to test on.`);
  if (!isAttack) {
    warnings.push(`${name} has no labels: counts of flagged rows are shown, but no metrics.`);
    return;
  }
  const attacks = countAttacks(test);
  if (attacks === 0 || attacks === test.rows.length) {
    warnings.push(
      `${name} has ${
        attacks === 0 ? "normal rows" : "attacks"
      } only: ROC and precision-recall curves are not defined for one class.`,
    );
  }
}
