/**
 * One training of one detector and its test, as often as a run does it.
 *
 * @module
 */
import type { Detector } from "../detectors/detector.ts";
import type { Labels } from "../learning/metrics/per_class.ts";
import { applyRule, flagRows, movesAlong } from "../learning/thresholds/apply_rule.ts";
import { filled } from "../base/typed_arrays.ts";
import type { DetectorClock } from "./progress/run_clock.ts";
import type { RunSpecification } from "./request/specification.ts";
import { readTrained } from "./request/trained_members.ts";
import { type RunRows, truthOfRows } from "./rows/read_rows.ts";
import type { TrainingRows } from "./rows/training_rows.ts";
import { scoreRows } from "./score_rows.ts";

/** What a detector learns from and is tested on with one seed. */
export interface SeededRows {
  seed: number;
  training: TrainingRows;
  test: RunRows;
}

/** A training and its test, without what is kept of them. */
export interface Trial extends SeededRows {
  specification: RunSpecification;
  /** Which detector of the request. */
  index: number;
  clock: DetectorClock;
}

/** The labels of the rows that take part. */
export function labelsOf({ labels, rows, attack }: RunRows): Labels | null {
  return labels && {
    codes: rows.length === labels.codes.length
      ? labels.codes
      : filled(new Int32Array(rows.length), (i) => labels.codes[rows[i]]),
    names: labels.names,
    attack,
  };
}

/**
 * Fits the detector and keeps the losses of its epochs.
 *
 * @param title what it is called while it trains
 * @param signal ends the fit early
 */
export async function fit(
  { index, clock, training, seed, specification }: Omit<Trial, "test">,
  detector: Detector,
  title: string,
  signal?: AbortSignal,
) {
  const { matrix, labels } = training.matrixFor(detector);
  const loss = { train: [] as number[], validation: [] as number[] };
  const start = performance.now();
  clock.fit(index, `Training ${title}`, { fraction: 0 });
  await detector.fit(matrix, {
    seed,
    signal,
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
export async function score(
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
