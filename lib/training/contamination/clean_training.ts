/**
 * Training rows without those that are most likely anomalies.
 *
 * @module
 */
import { createDetector } from "../../detectors/registry.ts";
import { indicesWhere } from "../../base/typed_arrays.ts";
import type { PipelineOptions } from "../../learning/features/pipeline.ts";
import type { SetAside } from "../../resources/set_aside.ts";
import type { DetectorClock } from "../progress/run_clock.ts";
import type { RunSpecification } from "../request/specification.ts";
import type { RunRows } from "../rows/read_rows.ts";
import { selectNormalRows, splitRows } from "../rows/select_rows.ts";
import { TrainingRows } from "../rows/training_rows.ts";
import { fit } from "../trial.ts";
import type { PlantingGround } from "../unlabelled/planted/plant_anomalies.ts";
import type { RowHosts } from "../unlabelled/test_hosts.ts";
import { countSetAside } from "./count_set_aside.ts";
import { worstRows } from "./worst_rows.ts";

/** What a detector learns from once the worst rows are set aside. */
export interface CleanedTraining {
  training: TrainingRows;
  /** The rows that are left. */
  ground: PlantingGround;
  setAside: SetAside;
}

/** What is to be cleaned, and for which detector. */
export interface CleaningTask {
  specification: RunSpecification;
  /** Which detector of the request. */
  index: number;
  clock: DetectorClock;
  title: string;
  train: RunRows;
  seed: number;
  options: Omit<PipelineOptions, "rows">;
  /** Of the rows of the frame; `null` where the data names none. */
  hosts: RowHosts | null;
}

/**
 * Sets the share that the request expects aside: in each round the rows are halved at random, each
 * half is scored by a detector that learned from the other one, so that no row is judged by a model
 * that has seen it, and those with the highest scores are set aside. The next round learns without
 * them. Rows to hold out are drawn from what is left.
 *
 * Source: Y. Shen and S. Sanghavi, "Learning with Bad Training Data via Iterative Trimmed Loss
 * Minimization", ICML 2019; by other halves as in V. Chernozhukov et al., "Double/debiased machine
 * learning", The Econometrics Journal 21 (1), 2018 (cross-fitting).
 */
export async function cleanTraining(task: CleaningTask): Promise<CleanedTraining> {
  const { specification, train, seed, options, hosts } = task;
  const { share, rounds } = specification.request.contamination!;
  const aside = new Set<number>();
  let kept = train.rows;
  for (let round = 1; round <= rounds; round++) {
    const wanted = Math.floor(share * train.rows.length * round / rounds) - aside.size;
    for (const row of await findWorst(task, kept, wanted, round)) aside.add(row);
    kept = indicesWhere(train.rows, (row) => !aside.has(row));
  }
  const selected = selectNormalRows(kept, null, seed);
  return {
    training: new TrainingRows({ ...train, rows: kept }, selected, false, options),
    ground: { ...train, rows: kept, heldOut: selected.heldOut },
    setAside: countSetAside(train.rows, aside, rounds, hosts),
  };
}

/** The rows that a detector finds most anomalous which learned from the other half. */
async function findWorst(
  { specification, index, clock, title, train, seed, options }: CleaningTask,
  kept: Uint32Array,
  wanted: number,
  round: number,
): Promise<number[]> {
  const { kind, params } = specification.request.detectors[index];
  const tell: DetectorClock["fit"] = (each, phase) => clock.fit(each, phase, { fraction: 0 });
  const halves = splitRows(kept.length, 0.5, (seed + round) >>> 0)
    .map((places) => places.map((place) => kept[place]));
  const scores = new Float32Array(train.frame.rows);
  for (const [half, heldOut] of halves.entries()) {
    const selected = { fit: halves[1 - half], heldOut };
    const training = new TrainingRows({ ...train, rows: kept }, selected, false, options);
    const detector = await createDetector(kind, params);
    try {
      const trial = { specification, index, seed, training, clock: { fit: tell, score: () => {} } };
      await fit(trial, detector, `${title} to set rows aside`);
      const found = await training.scoreHeldOut(detector);
      for (let i = 0; i < heldOut.length; i++) scores[heldOut[i]] = found[i];
    } finally {
      detector.dispose();
    }
  }
  return worstRows(kept, scores, wanted);
}
