/**
 * What can be said about a model whose test data has no labels: measured right after its training.
 *
 * @module
 */
import type { Detector } from "../../detectors/detector.ts";
import { createDetector } from "../../detectors/registry.ts";
import { flagsAbove } from "../../learning/thresholds/apply_rule.ts";
import type { Threshold } from "../../learning/thresholds/rule.ts";
import type { UnlabelledResult } from "../../resources/unlabelled.ts";
import { failureReason } from "../failure_reason.ts";
import type { RunClock } from "../progress/run_clock.ts";
import { scoreRows } from "../score_rows.ts";
import { fit, score, type SeededRows, type Trial } from "../trial.ts";
import { baselineAlarms } from "./baseline_alarms.ts";
import { judgeHosts } from "./count_hosts.ts";
import { measureScores, scoresByKind } from "./measure_scores.ts";
import { plantAnomalies, type PlantingGround } from "./planted/plant_anomalies.ts";
import { stabilityOf } from "./stability.ts";
import type { RowHosts } from "./test_hosts.ts";

/** A training that took longer is not repeated only to see whether it flags the same. */
const MOST_AGAIN_MS = 3000;
/** An estimate that was too low ends at this many times the limit. */
const PATIENCE = 3;

/** What is measured on. */
export interface UnlabelledRows {
  ground: PlantingGround;
  /** `null` where the test data names no hosts. */
  hosts: RowHosts | null;
  /** The same test rows with training rows held out by another seed, for the detector of an index. */
  again: (index: number) => Promise<SeededRows>;
}

/** What the training has come to. */
export interface JudgedTraining {
  /** Of the test rows. */
  scores: Float32Array;
  heldOut: Float32Array;
  threshold: Threshold;
  /** Decisions of a rule that moves along the rows. */
  flags?: Uint8Array;
  /** Milliseconds that the training and its test took. */
  spentMs: number;
}

/** The training whose results are to be compared. */
interface Trained extends Trial {
  clock: RunClock;
  unlabelled: UnlabelledRows | null;
}

/**
 * Measures it: false alarms on usual traffic, planted anomalies, unusual hosts, and whether further
 * trainings flag the same. Of these there is one more where it takes little time, unless the run has
 * several on the same test rows.
 *
 * @param again what further trainings flag of the same test rows, and what the detector is called
 */
export async function measureUnlabelled(
  trained: Trained,
  detector: Detector,
  judged: JudgedTraining,
  { repeats, title }: { repeats: Uint8Array[]; title: string },
): Promise<UnlabelledResult> {
  const { specification, index, training, seed } = trained;
  const { ground, hosts } = trained.unlabelled!;
  const rule = specification.request.detectors[index].threshold;
  const { scores: test, heldOut, threshold } = judged;
  const flags = judged.flags ?? flagsAbove(test, threshold.value);
  const copies = plantAnomalies(ground, { context: detector.context ?? 0, seed });
  const planted = copies.rows.length > 0
    ? scoresByKind(copies.planted, await scoreRows(detector, training.pipeline, copies))
    : [];
  const what = { rule, threshold: threshold.value, flags, test, heldOut };
  const measured = measureScores(what, planted, hosts);
  const withHosts = (flags: Uint8Array, baseline: UnlabelledResult["baseline"]) => ({
    flags,
    hosts: hosts && judgeHosts(flags, hosts, baseline),
  });
  const first = withHosts(flags, measured.baseline);
  const others = repeats.map((flags) => withHosts(flags, measured.baseline));
  if (others.length > 0) return { ...measured, stability: stabilityOf(first, others) };
  if (judged.spentMs > MOST_AGAIN_MS) {
    const stabilityNote = "Retraining it would take too long. A run with several seeds and a " +
      "separate test dataset measures it.";
    return { ...measured, stability: null, stabilityNote };
  }
  try {
    const second = await trainAgain(trained, title);
    const other = withHosts(second.flags, baselineAlarms(rule, second));
    return { ...measured, stability: stabilityOf(first, [other]) };
  } catch (error) {
    const stabilityNote = `It could not be retrained: ${failureReason(error)}`;
    return { ...measured, stability: null, stabilityNote };
  }
}

/** Trains and tests the detector once more, with another seed. */
async function trainAgain(trained: Trained, title: string) {
  const { specification, index, training, unlabelled } = trained;
  const { kind, params } = specification.request.detectors[index];
  const called = `${title} again`;
  const tell = (detector: number) => trained.clock.measure(detector, `Training ${called}`, 0);
  const detector = await createDetector(kind, params);
  training.release();
  try {
    const rows = await unlabelled!.again(index);
    const trial: Trial = { ...trained, ...rows, clock: { fit: tell, score: tell } };
    await fit(trial, detector, called, AbortSignal.timeout(PATIENCE * MOST_AGAIN_MS));
    const { threshold, flags, scores, heldOut } = await score(trial, detector, called);
    return { flags: flags ?? flagsAbove(scores, threshold.value), test: scores, heldOut };
  } finally {
    detector.dispose();
  }
}
