/**
 * The thread that scores, so that no prediction ever holds up the web server. Keeps the models that
 * were used last.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { type LoadedModel, loadModel } from "./bundle.ts";
import { LruCache } from "../lru_cache.ts";
import { changeThreshold, ThresholdRefused } from "./change_threshold.ts";
import { findCounterfactuals } from "./counterfactuals/find_counterfactuals.ts";
import { InvalidRecord, predict } from "./predict.ts";
import { review } from "./review/review.ts";
import { scoreRecords } from "./score_records.ts";
import type { ScorerAnswer, ScorerRequest } from "./scorer_protocol.ts";

/** The name of the thread says how many models it keeps. */
const models = new LruCache<string, Promise<LoadedModel>>(
  Number(self.name) || 1,
  (model) => model.then(({ detector }) => detector.dispose(), () => {}),
);

let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<ScorerRequest>) => {
  last = last.then(async () => self.postMessage(await answer(data)));
};

async function answer(request: ScorerRequest): Promise<ScorerAnswer> {
  const { id } = request;
  try {
    switch (request.type) {
      case "forget":
        models.delete(request.folder);
        return { id, type: "forgotten" };
      case "threshold": {
        const result = await changeThreshold(request.run, request.folder, request.rule);
        models.delete(request.folder);
        return { id, type: "threshold", result };
      }
      case "review":
        return { id, type: "review", answer: await review(request.question) };
      case "counterfactuals": {
        const { folder, record, threshold, features } = request;
        const found = await findCounterfactuals(await model(folder), record, threshold, features);
        return { id, type: "counterfactuals", counterfactuals: found };
      }
      case "inputs":
        return { id, type: "inputs", inputs: (await model(request.folder)).pipeline.inputs() };
      case "score": {
        const { folder, records, lead } = request;
        return {
          id,
          type: "scores",
          scored: await scoreRecords(await model(folder), records, lead),
        };
      }
      case "predict":
        return {
          id,
          type: "predictions",
          predictions: await predict(
            await model(request.folder),
            request.records,
            request.isSequence,
          ),
        };
    }
  } catch (error) {
    if (error instanceof InvalidRecord) {
      return { id, type: "invalid", record: error.record, faults: error.faults };
    }
    if (error instanceof ThresholdRefused) {
      return { id, type: "refused", message: error.message, outdated: error.outdated };
    }
    return { id, type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function model(folder: string): Promise<LoadedModel> {
  let found = models.get(folder);
  if (!found) {
    found = loadModel(folder);
    found.catch(() => models.delete(folder));
    models.set(folder, found);
  }
  return found;
}
