/**
 * A training run from records to saved models: read, select rows, fit the feature pipeline, fit each
 * detector, set its threshold by held-out normal rows, test it, save it.
 *
 * @module
 */
import { portColumns } from "../datasets/connections/port_columns.ts";
import { notationsOf } from "../datasets/notation/profile_notations.ts";
import { detectorDefinition, isSupervised } from "../detectors/catalogue.ts";
import { ShiftCounter } from "../learning/features/shifts.ts";
import type { FeatureState } from "../learning/features/state.ts";
import { JobError } from "../jobs/child.ts";
import { filled, indicesWhere } from "../base/typed_arrays.ts";
import { modelTitles } from "../detectors/titles.ts";
import { cleanTraining } from "./contamination/clean_training.ts";
import { findDominance } from "./contamination/dominance.ts";
import { compareRows } from "./rows/compare_rows.ts";
import { filterWarnings, preparationOf } from "./preparation.ts";
import { countAttacks, readRows, type RunRows } from "./rows/read_rows.ts";
import { RunClock } from "./progress/run_clock.ts";
import { MIN_ATTACK_ROWS, selectNormalRows } from "./rows/select_rows.ts";
import type { RunOutcome, RunSpecification } from "./request/specification.ts";
import { withoutStrayNumbers } from "./rows/stray_numbers.ts";
import { supervisionWarning } from "./warnings/supervision_warning.ts";
import { writeTestRows } from "./rows/test_rows.ts";
import { dominanceWarnings } from "./warnings/dominance_warnings.ts";
import { constantWarnings } from "./warnings/feature_warnings.ts";
import { shiftWarnings } from "./warnings/shift_warnings.ts";
import { windowWarnings } from "./warnings/window_warnings.ts";
import { trainDetectors } from "./train_detectors.ts";
import { withContext } from "./rows/with_context.ts";
import { TrainingRows } from "./rows/training_rows.ts";
import { findHosts, keepTestHosts } from "./unlabelled/test_hosts.ts";
import type { RunData, RunProgress } from "../resources/run.ts";

/**
 * Does a whole run.
 *
 * @param asked what to do
 * @param report gets its progress
 * @throws {JobError} for what a person can fix
 */
export async function executeRun(
  asked: RunSpecification,
  report: (progress: RunProgress) => void,
): Promise<RunOutcome> {
  const { request, staging } = asked;
  const supervisions = request.detectors.map(({ kind, params }) => isSupervised(kind, params));
  const furtherSeeds = request.seeds?.slice(1) ?? [];
  const clock = new RunClock(
    request.detectors.map((detector) => detector.kind),
    report,
    furtherSeeds.length,
  );
  const titles = modelTitles(request.detectors.map(({ kind }) => kind));
  const warnings: string[] = [];
  if (request.context) clock.phase("Computing context features", 0);
  const { specification, context, files } = await withContext(asked);
  clock.phase("Reading data", request.context ? 0.3 : 0);
  const rowsOf = await readRows(specification, warnings);
  const { train, test: read } = rowsOf(request.seed);
  if (!train.isAttack) warnings.push(...await findDominant(specification, train));
  clock.phase("Preparing features", 0.6);
  const selected = chooseNormal(train, request.seed);
  const attacks = countAttacks(train);
  const supervised = request.detectors
    .filter((_, index) => supervisions[index] && attacks >= MIN_ATTACK_ROWS)
    .map(({ kind }) => detectorDefinition(kind));
  const options = {
    encoding: request.encoding,
    scaling: request.scaling,
    columns: new Map(Object.entries(request.columns ?? {})),
    ...(request.ports === "classes" && {
      ports: new Set(portColumns(specification.train.profile.columns)),
    }),
    rareCategories: request.rareCategories,
    filters: request.filters,
    policies: new Map(
      specification.train.profile.columns.map(({ name, policy }) => [name, policy]),
    ),
    notations: notationsOf(specification.train.profile),
    kind: specification.train.profile.recordKind,
    context,
  };
  const sorts = {
    normal: new TrainingRows(train, selected, false, options),
    labelled: new TrainingRows(train, selected, true, options),
  };
  const trainings = supervisions.map((supervised) => supervised ? sorts.labelled : sorts.normal);
  const usable = usableOf([...new Set(trainings)]);
  const pipelines = usable.map(({ pipeline }) => pipeline);
  const test = withoutStrayNumbers(read, pipelines, (sentence) => warnings.push(sentence));
  clock.phase("Comparing rows", 0.8);
  const comparison = compareRows(train, test);
  const { overlap } = comparison;
  if (request.test === request.train) {
    warnings.push(
      "Tested on its training data: the metrics show how well it fits this data, not how it performs " +
        "on new traffic. Prefer another dataset or a split.",
    );
  } else if (overlap > 0.5 * test.rows.length) {
    warnings.push(
      `${percent(overlap / test.rows.length)} of the test rows also appear in the training data.`,
    );
  }
  for (const title of new Set(supervised.map(({ title }) => title))) {
    warnings.push(supervisionWarning(title, train, test));
  }
  const preparation = usable.map((training) =>
    preparationOf(training.pipeline, training === sorts.labelled)
  );
  warnings.push(...preparation.flatMap(filterWarnings));
  const { features, kind } = usable[0].pipeline.toJSON();
  warnings.push(...constantWarnings(features), ...shiftsOf(features, train, test));
  const data: RunData = {
    trainRows: train.rows.length,
    trainNormalRows: selected.fit.length + selected.heldOut.length,
    testRows: test.rows.length,
    ...comparison,
    droppedDuplicates: train.duplicates + (specification.test ? test.duplicates : 0),
    policyDropped: { train: train.dropped, test: specification.test ? test.dropped : 0 },
    features: train.frame.columns.map((column) => column.name),
    ...(kind && { recordKind: kind }),
    ...(files && { contextFiles: files }),
    columns: Math.max(...pipelines.map(({ names }) => names.length)),
    preparation,
  };
  await writeTestRows(staging, test);
  const { contamination } = request;
  const trainHosts = contamination
    ? await findHosts(specification.train, train.rowNumbers, specification.memoryBytes)
    : null;
  const cleaned = (part: RunRows, seed: number, index: number) =>
    cleanTraining({
      ...{ specification, index, clock, seed, options, hosts: trainHosts, train: part },
      title: titles[index],
    });
  const trainingOf = async (part: RunRows, seed: number, index: number) =>
    contamination
      ? (await cleaned(part, seed, index)).training
      : new TrainingRows(part, chooseNormal(part, seed), supervisions[index], options);
  const { results, failures } = await trainDetectors({
    ...{ specification, clock, data, train, test, trainings, seed: request.seed },
    warn: (sentence) => warnings.push(sentence),
    clean: contamination ? (index) => cleaned(train, request.seed, index) : null,
    unlabelled: test.isAttack ? null : {
      ground: { ...train, heldOut: selected.heldOut },
      hosts: await keepTestHosts(specification, test),
      again: async (index) => {
        const seed = otherSeed(request.seed);
        return { seed, training: await trainingOf(train, seed, index), test };
      },
    },
    repeats: furtherSeeds.map((seed) => async (index) => {
      const parts = rowsOf(seed);
      const training = await trainingOf(parts.train, seed, index);
      return { seed, training, test: withoutStrayNumbers(parts.test, [training.pipeline]) };
    }),
  });
  warnings.push(...windowWarnings(request, results));
  return { data, warnings, results, failures };
}

/** What looks like an attack that is much of the unlabelled training data. */
async function findDominant(
  { train: dataset, memoryBytes }: RunSpecification,
  { rows, rowNumbers }: RunRows,
): Promise<string[]> {
  const numbers = filled(new Uint32Array(rows.length), (i) => rowNumbers[rows[i]]);
  return dominanceWarnings(await findDominance(dataset, numbers, memoryBytes));
}

/** A seed that is hardly one of those that were asked for. */
function otherSeed(seed: number): number {
  return (seed ^ 0x9e3779b9) >>> 0;
}

/**
 * The rows whose features can be prepared; detectors that learn from the others fail in their turn.
 *
 * @throws {JobError} when there are none
 */
function usableOf(trainings: TrainingRows[]): TrainingRows[] {
  const faults: unknown[] = [];
  const usable = trainings.filter((training) => {
    try {
      return training.pipeline !== null;
    } catch (error) {
      faults.push(error);
      return false;
    }
  });
  if (usable.length === 0) throw faults[0];
  return usable;
}

/** Features whose values are nearly all unlike those of training, among normal rows if any. */
function shiftsOf(features: FeatureState[], train: RunRows, test: RunRows): string[] {
  const normal = ({ rows, isAttack }: RunRows) => {
    const found = isAttack ? indicesWhere(rows, (row) => !isAttack(row)) : rows;
    return found.length > 0 ? found : rows;
  };
  const [before, after] = [train, test].map((part) => {
    const counter = new ShiftCounter(features);
    counter.add(part.frame, normal(part));
    return counter;
  });
  const records = [0, test.rows.length].includes(countAttacks(test))
    ? "test records"
    : "normal test records";
  return shiftWarnings(after.shifts(before), records);
}

function chooseNormal(train: RunRows, seed: number) {
  try {
    return selectNormalRows(train.rows, train.isAttack, seed);
  } catch (error) {
    throw error instanceof RangeError ? new JobError(error.message) : error;
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
