import type { InputRecord, Prediction } from "../models/types.ts";
import { sampleBatch } from "./batch_sample.ts";
import type { VerdictBatch } from "./verdict_feed.ts";

/**
 * The batch of a prediction request, for the feed.
 *
 * @param model its id
 * @param times when the records arrived, in milliseconds since 1970, and how long they took
 * @param predictions one a record, at least one
 */
export function predictedBatch(
  model: string,
  times: { at: number; latencyMs: number },
  records: InputRecord[],
  predictions: Prediction[],
): VerdictBatch {
  const scores = Float32Array.from(predictions, ({ score }) => score);
  const anomalies = Uint8Array.from(predictions, ({ anomaly }) => anomaly ? 1 : 0);
  return {
    model,
    source: "predict",
    ...times,
    threshold: predictions[0].threshold,
    scores,
    anomalies,
    severities: Float32Array.from(predictions, ({ severity }) => severity?.value ?? NaN),
    rejected: 0,
    ...sampleBatch(scores, anomalies, (index) => records[index]),
  };
}
