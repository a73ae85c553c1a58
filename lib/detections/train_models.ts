/**
 * The models of a detection that trains its own.
 *
 * @module
 */
import { z } from "zod";
import { JobCancelledError, JobError } from "../jobs/child.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import type { DetectionProgress, DetectionRequest } from "../resources/detection.ts";
import type { RunProgress } from "../resources/run.ts";
import type { RunService } from "../training/run_service.ts";
import { autoDetectors } from "./auto_detectors.ts";

/** Records to learn from; more make detectors that work without labels hardly better. */
const MOST_ROWS = 100_000;
/**
 * Categories that share one column. A separate column for a word that training had once would make the
 * records that were learned from look stranger than all others.
 */
const RARE_CATEGORIES = { minCount: 10, minShare: 0.001 };
/** Share of these that the run is tested on. */
const TEST_SHARE = 0.2;

/** What came of it. */
export type TrainedModels =
  | { run: string; models: string[] }
  /** Why no model could be trained, in a sentence. */
  | { reason: string };

/** What is trained on. */
export interface TrainingTask {
  request: DetectionRequest;
  /** Column of the times; `null` where none can be read. */
  timeColumn: string | null;
  /** Share of the whole work that training is. */
  share: number;
}

/**
 * Trains the models as a separate run, which stays with them, and waits for its end. A cancelled
 * detection cancels it. Labels play no part.
 *
 * @throws {JobCancelledError} when the detection or the run is cancelled
 * @throws {BusyError} when too many runs wait
 */
export async function trainModels(
  runs: RunService,
  { request, timeColumn, share }: TrainingTask,
  job: ManagedJob<DetectionProgress>,
): Promise<TrainedModels> {
  const { baseline } = request;
  const isPeriod = typeof baseline === "object";
  if (isPeriod && timeColumn === null) {
    throw new JobError(
      "No column of the dataset holds times, so a clean period cannot be told from the rest.",
    );
  }
  let id: string;
  try {
    id = runs.start({
      name: `Detection: ${request.name}`.slice(0, 200),
      train: request.dataset,
      split: { test: TEST_SHARE },
      labels: "ignore",
      mostRows: MOST_ROWS,
      rareCategories: RARE_CATEGORIES,
      ...(isPeriod && { period: { column: timeColumn, ...baseline } }),
      detectors: request.detectors === "auto" ? autoDetectors(baseline) : request.detectors,
    }).id;
  } catch (error) {
    if (error instanceof z.ZodError) return { reason: error.issues[0].message };
    throw error;
  }
  try {
    await runs.channel(id)!.untilDone(job.signal, (data) => {
      const { progress } = data as { progress: RunProgress | null };
      if (!progress) return;
      const { phase, fraction } = progress;
      job.report({ phase: `Learning usual traffic: ${phase}`, fraction: fraction * share });
    });
  } catch (error) {
    if (error instanceof JobCancelledError) await runs.delete(id);
    throw error;
  }
  const run = runs.get(id);
  if (!run || run.status === "cancelled") throw new JobCancelledError();
  if (run.status !== "done") return { reason: run.error ?? `The training is ${run.status}.` };
  return { run: id, models: run.results.map(({ model }) => model) };
}
