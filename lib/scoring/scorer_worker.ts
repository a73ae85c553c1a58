/**
 * The thread that scores, so that no prediction ever holds up the web server. Keeps the models that
 * were used last.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { atThreshold } from "../models/bundle.ts";
import { changeThreshold, ThresholdRefusedError } from "../explain/change_threshold.ts";
import { findCounterfactuals } from "../explain/counterfactuals/find_counterfactuals.ts";
import { completeRecords } from "../learning/features/complete_records.ts";
import { ModelCache } from "../models/model_cache.ts";
import { countPredicted, predict } from "./predict.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import { review } from "../explain/review/review.ts";
import type { InputRecord } from "../learning/features/input.ts";
import { RecordSequence } from "./record_sequence.ts";
import { predictedBatch } from "./scored_batch.ts";
import type { ScorerAnswer, ScorerRequest } from "./scorer_protocol.ts";

/** The name of the thread says how many bytes of models it keeps. */
const models = new ModelCache(Number(self.name));

/** Those whose records are still coming. */
const sequences = new Map<number, RecordSequence>();

let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ScorerRequest>) => {
  last = last.then(async () => {
    if (data.type === "end") sequences.delete(data.sequence);
    else self.postMessage(await answer(data));
  });
};

async function answer(request: Exclude<ScorerRequest, { type: "end" }>): Promise<ScorerAnswer> {
  const { id } = request;
  try {
    switch (request.type) {
      case "forget":
        models.forget(request.folder);
        return { id, type: "forgotten" };
      case "threshold": {
        const result = await changeThreshold(request.run, request.folder, request.rule);
        return { id, type: "threshold", result };
      }
      case "review":
        return { id, type: "review", answer: await review(request.question) };
      case "counterfactuals": {
        const { folder, record, threshold, features } = request;
        using borrowed = await models.borrow(folder);
        const found = await findCounterfactuals(borrowed.model, record, threshold, features);
        return { id, type: "counterfactuals", counterfactuals: found };
      }
      case "score": {
        const { folder, records, threshold } = request;
        using borrowed = await models.borrow(folder);
        const sequence = sequences.get(request.sequence) ?? new RecordSequence();
        sequences.set(request.sequence, sequence);
        const model = atThreshold(borrowed.model, threshold);
        return { id, type: "scores", scored: await sequence.score(model, records) };
      }
      case "inputs": {
        using borrowed = await models.borrow(request.folder);
        return { id, type: "inputs", inputs: borrowed.model.pipeline.inputs() };
      }
      case "predict": {
        using borrowed = await models.borrow(request.folder);
        const model = atThreshold(borrowed.model, request.threshold);
        const given: InputRecord[] = JSON.parse(request.records);
        const records = completeRecords(model.pipeline, given);
        const predictions = await predict(model, records, request.isSequence);
        return {
          id,
          type: "predictions",
          predictions: JSON.stringify(predictions),
          ...(request.isWatched && { verdicts: predictedBatch(records, predictions) }),
          ...(request.isCounted && { counts: countPredicted(model, records, predictions) }),
        };
      }
    }
  } catch (error) {
    if (error instanceof InvalidRecordError) {
      return { id, type: "invalid", record: error.record, faults: error.faults };
    }
    if (error instanceof ThresholdRefusedError) {
      return { id, type: "refused", message: error.message, outdated: error.outdated };
    }
    return { id, type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
