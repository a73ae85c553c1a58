/**
 * A training run from records to saved models: read, select rows, fit the feature pipeline, fit each
 * detector on normal rows, set its threshold by held-out normal rows, test it, save it.
 *
 * @module
 */
import { join } from "node:path";
import type { DatasetProfile } from "../datasets/types.ts";
import { countDroppedIn } from "../datasets/count_labels.ts";
import { type LabelledFrame, readFrame } from "../datasets/frame.ts";
import { droppingColumns } from "../datasets/policies.ts";
import type { Detector, Matrix } from "../detectors/detector.ts";
import { detectorDefinition } from "../detectors/catalogue.ts";
import { createDetector } from "../detectors/registry.ts";
import { FeaturePipeline } from "../features/pipeline.ts";
import { JobError } from "../jobs/child.ts";
import { writeBundle } from "../models/bundle.ts";
import { applyRule } from "../thresholds/apply_rule.ts";
import { VERSIONS } from "../version.ts";
import { compareRows } from "./compare_rows.ts";
import { evaluate } from "./evaluate.ts";
import { defaultFeatures, featureType } from "./request.ts";
import { RunClock } from "./run_clock.ts";
import { selectNormalRows, splitRows } from "./select_rows.ts";
import { writeTestRows } from "./test_rows.ts";
import type { DetectorRequest, RunData, RunProgress, RunRequest, RunResult } from "./types.ts";

/** A dataset that a run reads. */
export interface RunDataset {
  name: string;
  parquet: string;
  profile: DatasetProfile;
}

/** What a run is told. */
export interface RunSpecification {
  request: RunRequest;
  train: RunDataset;
  test: RunDataset | null;
  /** Folder to make and to write to. */
  staging: string;
  /** An id for the model of each detector. */
  models: string[];
  createdAt: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}

/** What a run has found out. */
export interface RunOutcome {
  data: RunData;
  warnings: string[];
  results: RunResult[];
}

/** Rows that are transformed and scored at a time; bounds the memory of a test of any size. */
const SCORE_BLOCK_ROWS = 65_536;

/** Rows of one dataset, with their truth where it is known. */
interface RunRows extends LabelledFrame {
  rows: Uint32Array;
  isAttack: ((row: number) => boolean) | null;
  attack: boolean[];
}

/**
 * Does a whole run.
 *
 * @param specification what to do
 * @param report gets its progress
 * @throws {JobError} for what a person can mend
 */
export async function executeRun(
  specification: RunSpecification,
  report: (progress: RunProgress) => void,
): Promise<RunOutcome> {
  const { request, staging } = specification;
  const clock = new RunClock(request.detectors.map((detector) => detector.kind), report);
  const warnings: string[] = [];
  clock.phase("Reading data", 0);
  const { train, test } = await readRows(specification, warnings);
  clock.phase("Comparing rows", 0.6);
  const selected = chooseNormal(train, request.seed);
  const comparison = compareRows(train, test);
  const { overlap } = comparison;
  if (overlap > 0.5 * test.rows.length) {
    warnings.push(
      `${percent(overlap / test.rows.length)} of the test rows stand in the training data too.`,
    );
  }
  clock.phase("Preparing features", 0.8);
  const pipeline = FeaturePipeline.fit(train.frame, {
    encoding: request.encoding,
    scaling: request.scaling,
    rows: selected.fit,
    policies: new Map(
      specification.train.profile.columns.map(({ name, policy }) => [name, policy]),
    ),
  });
  const matrix = pipeline.transform(train.frame, selected.fit);
  const heldOut = pipeline.transform(train.frame, selected.heldOut);
  const data: RunData = {
    trainRows: train.rows.length,
    trainNormalRows: selected.fit.length + selected.heldOut.length,
    testRows: test.rows.length,
    ...comparison,
    droppedDuplicates: train.duplicates + (specification.test ? test.duplicates : 0),
    policyDropped: { train: train.dropped, test: specification.test ? test.dropped : 0 },
    features: train.frame.columns.map((column) => column.name),
    columns: matrix.cols,
  };
  await writeTestRows(staging, test);
  const results: RunResult[] = [];
  for (const [index, detector] of request.detectors.entries()) {
    results.push(
      await trainAndTest({
        specification,
        index,
        detector,
        clock,
        pipeline,
        matrix,
        heldOut,
        test,
        data,
      }),
    );
  }
  return { data, warnings, results };
}

async function readRows(
  specification: RunSpecification,
  warnings: string[],
): Promise<{ train: RunRows; test: RunRows }> {
  const { request, train, test } = specification;
  const columns = request.features === "all"
    ? defaultFeatures(train.profile)
    : request.features.map((name) => train.profile.columns.find((each) => each.name === name)!);
  const required = droppingColumns(
    columns.map((column) => ({ ...column, role: featureType(column) })),
  );
  const read = async (dataset: RunDataset): Promise<RunRows> => {
    const labelled = await readFrame(dataset.parquet, {
      columns: columns.map((column) => ({ name: column.name, type: featureType(column) })),
      labelColumn: dataset.profile.labelColumn,
      required,
      dropDuplicates: request.dropDuplicates,
      memoryBytes: specification.memoryBytes,
    });
    if (labelled.dropped > 0) {
      warnings.push(await droppedWarning(labelled.dropped, dataset, required));
    }
    return withTruth(labelled, dataset, warnings);
  };
  const whole = await read(train);
  if (!whole.labels) {
    warnings.push(
      `"${train.name}" has no labels: all its rows were taken as normal, attacks among them too.`,
    );
  }
  if (test) {
    const separate = await read(test);
    warnOfTruth(separate, test.name, warnings);
    return { train: whole, test: separate };
  }
  const [trainRows, testRows] = splitRows(whole.rows.length, request.split!.test, request.seed);
  const pick = (indices: Uint32Array) => ({
    ...whole,
    rows: indices.map((index) => whole.rows[index]),
  });
  const parts = { train: pick(trainRows), test: pick(testRows) };
  warnOfTruth(parts.test, "The test part", warnings);
  return parts;
}

/** Which labels lost how many rows to the policy of a feature. */
async function droppedWarning(
  dropped: number,
  { name, parquet, profile }: RunDataset,
  required: string[],
): Promise<string> {
  const label = profile.columns.find((column) => column.name === profile.labelColumn);
  const byLabel = label ? await countDroppedIn(parquet, label, required) : new Map();
  const listed = [...byLabel].sort(([, a], [, b]) => b - a)
    .map(([label, rows]) => `${rows} of "${label}"`).join(", ");
  return `${dropped} rows of "${name}" have missing or infinite values in ` +
    `${required.map((column) => `"${column}"`).join(", ")} and were left out` +
    `${listed && `: ${listed}`}.`;
}

/** Rows whose label is missing are neither normal nor an attack and take no part. */
function withTruth(labelled: LabelledFrame, dataset: RunDataset, warnings: string[]): RunRows {
  const { labels, frame } = labelled;
  const all = Uint32Array.from({ length: frame.rows }, (_, row) => row);
  if (!labels) return { ...labelled, rows: all, isAttack: null, attack: [] };
  const kinds = new Map(dataset.profile.labels.map((label) => [label.name, label.attack]));
  const attack = labels.names.map((name) => kinds.get(name) ?? true);
  const rows = all.filter((row) => labels.codes[row] >= 0);
  if (rows.length < all.length) {
    warnings.push(
      `${all.length - rows.length} rows of "${dataset.name}" have no label and were left out.`,
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
  const attacks = test.rows.reduce((sum, row) => sum + (isAttack(row) ? 1 : 0), 0);
  if (attacks === 0 || attacks === test.rows.length) {
    warnings.push(
      `${name} has ${
        attacks === 0 ? "normal rows" : "attacks"
      } only: ROC and precision-recall curves are not defined for one class.`,
    );
  }
}

function chooseNormal(train: RunRows, seed: number) {
  try {
    return selectNormalRows(train.rows, train.isAttack, seed);
  } catch (error) {
    throw error instanceof RangeError ? new JobError(error.message) : error;
  }
}

interface Assignment {
  specification: RunSpecification;
  index: number;
  detector: DetectorRequest;
  clock: RunClock;
  pipeline: FeaturePipeline;
  matrix: Matrix;
  heldOut: Matrix;
  test: RunRows;
  data: RunData;
}

async function trainAndTest(assignment: Assignment): Promise<RunResult> {
  const { specification, index, detector: asked, clock, pipeline, matrix, test } = assignment;
  const { request } = specification;
  const { title } = detectorDefinition(asked.kind);
  const model = specification.models[index];
  const detector = await createDetector(asked.kind, asked.params);
  try {
    const loss = { train: [] as number[], validation: [] as number[] };
    const fitStart = performance.now();
    clock.detector(index, `Training ${title}`, 0);
    await detector.fit(matrix, {
      seed: request.seed,
      onProgress(progress) {
        if (progress.epoch !== undefined && progress.loss !== undefined) {
          loss.train.push(progress.loss);
          if (progress.validationLoss !== undefined) loss.validation.push(progress.validationLoss);
        }
        clock.fit(index, `Training ${title}`, progress);
      },
    });
    const fitMs = performance.now() - fitStart;
    const value = applyRule(asked.threshold, await detector.score(assignment.heldOut));
    const scoreStart = performance.now();
    const scores = await scoreRows(
      pipeline,
      detector,
      test,
      (fraction) => clock.score(index, `Testing ${title}`, fraction),
    );
    const scoreMs = performance.now() - scoreStart;
    const { metrics, perClass, flaggedRows, curves } = evaluate(
      scores,
      test.labels && {
        codes: Int32Array.from(test.rows, (row) => test.labels!.codes[row]),
        names: test.labels.names,
        attack: test.attack,
      },
      value,
    );
    const result: RunResult = {
      model,
      kind: asked.kind,
      params: asked.params,
      threshold: { ...asked.threshold, value },
      trainedRows: matrix.rows,
      heldOutRows: assignment.heldOut.rows,
      testRows: test.rows.length,
      flaggedRows,
      fitMs,
      scoreMs,
      metrics,
      perClass,
    };
    await writeBundle(
      join(specification.staging, "models", model),
      {
        pipeline: pipeline.toJSON(),
        result,
        request,
        data: assignment.data,
        labels: specification.train.profile.labels,
        versions: VERSIONS,
        createdAt: specification.createdAt,
      },
      await detector.save(),
      { ...curves, loss: loss.train.length > 0 ? loss : null },
      scores,
    );
    return result;
  } finally {
    detector.dispose();
  }
}

async function scoreRows(
  pipeline: FeaturePipeline,
  detector: Detector,
  { frame, rows }: RunRows,
  onProgress: (fraction: number) => void,
): Promise<Float32Array> {
  const scores = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += SCORE_BLOCK_ROWS) {
    const block = rows.subarray(start, start + SCORE_BLOCK_ROWS);
    scores.set(await detector.score(pipeline.transform(frame, block)), start);
    onProgress((start + block.length) / rows.length);
  }
  return scores;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
