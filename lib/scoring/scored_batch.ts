/**
 * Verdicts for subscribers.
 *
 * @module
 */
import type { InputRecord } from "../learning/features/input.ts";
import type { Prediction } from "../resources/model.ts";
import { sampleBatch } from "./batch_sample.ts";
import type { BlockVerdicts } from "./core/score_block.ts";
import type { VerdictBatch } from "./verdict_feed.ts";

/** What a batch has of the verdicts themselves. Its arrays are its own, so that they can be moved. */
export type ScoredBatch = Omit<VerdictBatch, "model" | "source" | "at" | "latencyMs">;

/**
 * The verdicts on a block, for the feed.
 *
 * @param rejected records that came with it and could not be scored
 * @param recordAt gives a record by its place in the block
 */
export function scoredBatch(
  { scores, flags, threshold, thresholds, severities }: Omit<BlockVerdicts, "members">,
  rejected: number,
  recordAt: (row: number) => object,
): ScoredBatch {
  return {
    threshold,
    ...(thresholds && { thresholds }),
    scores: Float32Array.from(scores),
    anomalies: flags,
    severities: severities
      ? Float32Array.from(severities)
      : new Float32Array(scores.length).fill(NaN),
    rejected,
    ...sampleBatch(scores, flags, recordAt),
  };
}

/**
 * The verdicts of a prediction request, for the feed.
 *
 * @param predictions one a record, at least one
 */
export function predictedBatch(records: InputRecord[], predictions: Prediction[]): ScoredBatch {
  const { threshold } = predictions.at(-1)!;
  const isMoving = predictions.some((each) => each.threshold !== threshold);
  return scoredBatch(
    {
      scores: Float32Array.from(predictions, ({ score }) => score),
      flags: Uint8Array.from(predictions, ({ anomaly }) => anomaly ? 1 : 0),
      threshold,
      thresholds: isMoving ? Float64Array.from(predictions, (each) => each.threshold) : null,
      severities: Float64Array.from(predictions, ({ severity }) => severity?.value ?? NaN),
    },
    0,
    (row) => records[row],
  );
}
