import { join } from "node:path";
import type { Detector } from "../detectors/detector.ts";
import { createDetector } from "../detectors/registry.ts";
import { modelTitles } from "../detectors/titles.ts";
import { writeBundle, writeImportance } from "../models/bundle.ts";
import type { Labels } from "../learning/metrics/per_class.ts";
import { applyRule, flagRows, movesAlong } from "../learning/thresholds/apply_rule.ts";
import { filled } from "../base/typed_arrays.ts";
import { VERSIONS } from "../base/version.ts";
import { agreementOf } from "../models/agreement.ts";
import { countCriterion } from "./count_criterion.ts";
import { evaluate } from "./evaluate.ts";
import { failureReason } from "./failure_reason.ts";
import { importanceOrNote } from "./importance/importance_or_note.ts";
import { measureImportance } from "./importance/measure_importance.ts";
import type { ModelImportance } from "../resources/importance.ts";
import { type RunRows, truthOfRows } from "./rows/read_rows.ts";
import type { DetectorClock, RunClock } from "./progress/run_clock.ts";
import { scoreRows } from "./score_rows.ts";
import type { RunSpecification } from "./request/specification.ts";
import { readTrained } from "./request/trained_members.ts";
import type { TrainingRows } from "./rows/training_rows.ts";
import { modelWarnings } from "./warnings/model_warnings.ts";
import type { RunData, RunResult, SeedResult } from "../resources/run.ts";

/** What a detector learns from and is tested on with one seed. */
export interface SeededRows {
  seed: number;
  training: TrainingRows;
  test: RunRows;
}

/** One detector of a run and what it needs. */
export interface Assignment extends SeededRows {
  specification: RunSpecification;
  /** Which detector of the request. */
  index: number;
  clock: RunClock;
  data: RunData;
  /** Gets what a reader should know about the model. */
  warn: (sentence: string) => void;
  /** Give the rows of each further seed when its turn comes. */
  repeats: (() => SeededRows)[];
}

/** A training and its test, without what is kept of them. */
interface Trial extends Pick<Assignment, "specification" | "index">, SeededRows {
  clock: DetectorClock;
}

/** Share of a model's training and test that each measure of importance may take, and its bound. */
const IMPORTANCE_TIME = { share: 0.1, mostMs: 15_000 };

/** Fits a detector, sets its threshold, tests it, measures what it goes by and saves it. */
export async function trainAndTest(assignment: Assignment): Promise<RunResult> {
  const { specification, index, training, test } = assignment;
  const { request } = specification;
  const asked = request.detectors[index];
  const title = modelTitles(request.detectors.map(({ kind }) => kind))[index];
  const model = specification.models[index];
  const detector = await createDetector(asked.kind, asked.params);
  try {
    const { matrix, attacks } = training.matrixFor(detector);
    const { loss, fitMs } = await fit(assignment, detector, title);
    const { threshold, flags, scores, verdicts, heldOut, scoreMs } = await score(
      assignment,
      detector,
      title,
    );
    const labels = labelsOf(test);
    const { metrics, perClass, flaggedRows, curves } = evaluate(
      scores,
      labels,
      threshold.value,
      flags,
    );
    const result: RunResult = {
      model,
      kind: asked.kind,
      params: asked.params,
      threshold: { ...asked.threshold, ...threshold },
      trainedRows: matrix.rows,
      ...(attacks > 0 && { trainedAttacks: attacks }),
      ...(detector.context && { context: detector.context }),
      ...(detector.engine && { engine: detector.engine }),
      heldOutRows: training.heldOutRows,
      testRows: test.rows.length,
      flaggedRows,
      fitMs,
      scoreMs,
      metrics,
      perClass,
      ...(detector.members && { agreement: agreementOf(detector.members, verdicts!, labels) }),
    };
    const warnings = [
      ...detector.remarks ?? [],
      ...modelWarnings(result, { test: scores, heldOut }),
    ];
    if (warnings.length > 0) result.warnings = warnings;
    Object.assign(result, await repeat(assignment, title));
    const importance = await importanceOf(assignment, detector, title, fitMs + scoreMs);
    const state = await detector.save();
    const criterion = countCriterion(state);
    const folder = join(specification.staging, "models", model);
    await writeBundle(
      folder,
      {
        pipeline: training.pipeline.toJSON(),
        result,
        request,
        data: assignment.data,
        labels: specification.train.profile.labels,
        versions: VERSIONS,
        createdAt: specification.createdAt,
      },
      state,
      {
        ...curves,
        loss: loss.train.length > 0 ? loss : null,
        ...(criterion && { criterion }),
      },
      { test: scores, heldOut },
    );
    await writeImportance(folder, importance);
    return result;
  } finally {
    detector.dispose();
  }
}

/** Trains and tests the detector once more with each further seed; one that fails is told. */
async function repeat(
  assignment: Assignment,
  title: string,
): Promise<Pick<RunResult, "repeats" | "failedSeeds">> {
  const { specification, index, clock, training, repeats, warn } = assignment;
  if (repeats.length > 0) training.release();
  const { kind, params } = specification.request.detectors[index];
  const results: SeedResult[] = [];
  const failed: NonNullable<RunResult["failedSeeds"]> = [];
  for (const [round, rows] of repeats.entries()) {
    const seed = specification.request.seeds![round + 1];
    const called = `${title} with seed ${seed}`;
    const detector = await createDetector(kind, params);
    try {
      const trial = { specification, index, clock: clock.repeat(round), ...rows() };
      const { test } = trial;
      const { fitMs } = await fit(trial, detector, called);
      const { threshold, flags, scores, scoreMs } = await score(trial, detector, called);
      const { metrics, flaggedRows } = evaluate(scores, labelsOf(test), threshold.value, flags);
      results.push({
        ...{ seed, threshold: threshold.value, testRows: test.rows.length },
        ...{ flaggedRows, fitMs, scoreMs, metrics },
      });
    } catch (error) {
      const reason = failureReason(error);
      failed.push({ seed, error: reason });
      warn(`${called} failed and is not part of the means: ${reason}`);
    } finally {
      detector.dispose();
    }
  }
  return {
    ...(results.length > 0 && { repeats: results }),
    ...(failed.length > 0 && { failedSeeds: failed }),
  };
}

/** The labels of the rows that take part. */
function labelsOf({ labels, rows, attack }: RunRows): Labels | null {
  return labels && {
    codes: rows.length === labels.codes.length
      ? labels.codes
      : filled(new Int32Array(rows.length), (i) => labels.codes[rows[i]]),
    names: labels.names,
    attack,
  };
}

/** Fits the detector and keeps the losses of its epochs. */
async function fit(
  { index, clock, training, seed, specification }: Trial,
  detector: Detector,
  title: string,
) {
  const { matrix, labels } = training.matrixFor(detector);
  const loss = { train: [] as number[], validation: [] as number[] };
  const start = performance.now();
  clock.fit(index, `Training ${title}`, { fraction: 0 });
  await detector.fit(matrix, {
    seed,
    labels: labels ?? undefined,
    heldOut: (member) => training.scoreHeldOut(member),
    trained: (model) => readTrained(specification.trained?.[model], training.pipeline),
    onProgress(progress) {
      if (progress.epoch !== undefined && progress.loss !== undefined) {
        loss.train.push(progress.loss);
        if (progress.validationLoss !== undefined) loss.validation.push(progress.validationLoss);
      }
      clock.fit(index, `Training ${title}`, progress);
    },
  });
  return { loss, fitMs: performance.now() - start };
}

/** The scores of the held-out rows and of the test rows, and what the rule makes of them. */
async function score(
  { specification, index, clock, training, test }: Trial,
  detector: Detector,
  title: string,
) {
  const rule = specification.request.detectors[index].threshold;
  const heldOut = await training.scoreHeldOut(
    detector,
    (fraction) => clock.score(index, `Setting the threshold of ${title}`, fraction / 2),
  );
  const start = performance.now();
  const verdicts = detector.members && new Uint8Array(test.rows.length);
  const scores = await scoreRows(
    detector,
    training.pipeline,
    test,
    (fraction) => clock.score(index, `Testing ${title}`, (1 + fraction) / 2),
    undefined,
    verdicts,
  );
  const scoreMs = performance.now() - start;
  const truth = test.isAttack && truthOfRows(test.rows, test.isAttack);
  const all = { heldOut, test: scores, truth };
  const threshold = applyRule(rule, all);
  const flags = movesAlong(rule) ? flagRows(rule, threshold.value, all) : undefined;
  return { threshold, flags, scores, verdicts, heldOut, scoreMs };
}

/** Which features the detector goes by, without taking much longer than it has taken so far. */
async function importanceOf(
  { specification, index, clock, training, test, warn }: Assignment,
  detector: Detector,
  title: string,
  spentMs: number,
): Promise<ModelImportance> {
  const { share, mostMs } = IMPORTANCE_TIME;
  const report = (fraction: number) =>
    clock.measure(index, `Measuring importance for ${title}`, fraction);
  report(0);
  return await importanceOrNote(
    () =>
      measureImportance(detector, training.pipeline, test, {
        seed: specification.request.seed,
        budgetMs: Math.min(mostMs, Math.max(specification.importanceMs, share * spentMs)),
        onProgress: report,
      }),
    (note) => warn(`${title}: ${note}`),
  );
}
