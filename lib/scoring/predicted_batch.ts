import type { Prediction } from "../resources/model.ts";
import type { InputRecord } from "../learning/features/input.ts";
import { sampleBatch } from "./batch_sample.ts";
import type { VerdictBatch } from "./verdict_feed.ts";

/** What a batch has of the verdicts themselves. */
export type PredictedVerdicts = Omit<VerdictBatch, "model" | "source" | "at" | "latencyMs">;

/**
 * The verdicts of a prediction request, for the feed.
 *
 * @param predictions one a record, at least one
 */
export function predictedVerdicts(
  records: InputRecord[],
  predictions: Prediction[],
): PredictedVerdicts {
  const scores = Float32Array.from(predictions, ({ score }) => score);
  const anomalies = Uint8Array.from(predictions, ({ anomaly }) => anomaly ? 1 : 0);
  return {
    threshold: predictions[0].threshold,
    scores,
    anomalies,
    severities: Float32Array.from(predictions, ({ severity }) => severity?.value ?? NaN),
    rejected: 0,
    ...sampleBatch(scores, anomalies, (index) => records[index]),
  };
}
