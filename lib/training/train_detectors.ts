/**
 * All detectors of a run, one after the other; one that fails never costs the others.
 *
 * @module
 */
import { join } from "node:path";
import { detectorDefinition, isSupervised } from "../detectors/catalogue.ts";
import { JobError } from "../jobs/child.ts";
import { readBundle } from "../models/bundle.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import { storageFaultOf } from "../base/storage_fault.ts";
import { failureReason } from "./failure_reason.ts";
import { checkLabelRule } from "./request/label_rules.ts";
import { countAttacks, type RunRows } from "./rows/read_rows.ts";
import { MIN_ATTACK_ROWS } from "./rows/select_rows.ts";
import type { RunSpecification } from "./request/specification.ts";
import { type Assignment, trainAndTest } from "./train_detector.ts";
import type { CleanedTraining } from "./contamination/clean_training.ts";
import type { SeededRows } from "./trial.ts";
import type { TrainingRows } from "./rows/training_rows.ts";
import type { DetectorFailure, DetectorRequest, RunResult } from "../resources/run.ts";

/** What all detectors of a run share, and what each learns from. */
export interface Training
  extends Pick<Assignment, "specification" | "clock" | "data" | "warn" | "seed" | "unlabelled"> {
  train: RunRows;
  test: RunRows;
  /** Of each detector of the request. */
  trainings: TrainingRows[];
  /** The rows of a further seed for the detector of an index, when its turn comes. */
  repeats: ((index: number) => Promise<SeededRows>)[];
  /** What the detector of an index learns from without the worst rows; `null`: all rows are kept. */
  clean: ((index: number) => Promise<CleanedTraining>) | null;
}

/** Trains and tests every detector of the request. */
export async function trainDetectors(
  training: Training,
): Promise<{ results: RunResult[]; failures: DetectorFailure[] }> {
  const { specification, trainings } = training;
  const results: RunResult[] = [];
  const failures: DetectorFailure[] = [];
  for (const index of specification.request.detectors.keys()) {
    if (index > 0 && trainings[index] !== trainings[index - 1]) trainings[index - 1].release();
    const crash = specification.crashed?.find(({ detector }) => detector === index);
    const finished = crash ? null : await finishedResult(specification, index);
    if (crash) failures.push(crash);
    else if (finished) results.push(finished);
    else {
      try {
        results.push(await trainOne(training, index));
      } catch (error) {
        if (storageFaultOf(error)) throw error; // no other detector could be saved either
        await removeIfThere(modelFolder(specification, index));
        failures.push({ detector: index, error: failureReason(error) });
      }
    }
  }
  return { results, failures };
}

async function trainOne(training: Training, index: number): Promise<RunResult> {
  const { train, test, trainings, repeats, clean, ...shared } = training;
  checkDetector(training.specification.request.detectors[index], train, test);
  const cleaned = await clean?.(index);
  const { unlabelled } = shared;
  return await trainAndTest({
    ...shared,
    index,
    test,
    training: cleaned?.training ?? trainings[index],
    ...(cleaned && {
      setAside: cleaned.setAside,
      unlabelled: unlabelled && { ...unlabelled, ground: cleaned.ground },
    }),
    repeats: repeats.map((rows) => () => rows(index)),
  });
}

/**
 * Whether the rows have what a detector asks of them.
 *
 * @throws {JobError} when they have not
 */
function checkDetector(
  { kind, params, threshold }: DetectorRequest,
  train: RunRows,
  test: RunRows,
): void {
  checkLabelRule(threshold, test);
  const attacks = countAttacks(train);
  if (!isSupervised(kind, params) || attacks >= MIN_ATTACK_ROWS) return;
  throw new JobError(
    `${detectorDefinition(kind).title} learns from labelled attacks and needs at least ` +
      `${MIN_ATTACK_ROWS}; ${attacks} are among the training rows.`,
  );
}

/** What an earlier attempt, which a later detector ended, made of a detector. */
async function finishedResult(
  specification: RunSpecification,
  index: number,
): Promise<RunResult | null> {
  if (!specification.crashed?.length) return null;
  const folder = modelFolder(specification, index);
  try {
    await Deno.stat(join(folder, "importance.json")); // written last
    return (await readBundle(folder)).result;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await removeIfThere(folder);
    return null;
  }
}

function modelFolder({ staging, models }: RunSpecification, index: number): string {
  return join(staging, "models", models[index]);
}
