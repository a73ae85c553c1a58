import { callApi } from "../../lib/web/api.ts";
import { plainRule } from "../../lib/web/training/threshold_form.ts";
import type { ModelSummary } from "../../lib/resources/model.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import type { ThresholdRule } from "../../lib/learning/thresholds/rule.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";

/**
 * Gives a model another threshold on the server.
 *
 * @returns the model with its metrics and curves at that threshold
 * @throws {ProblemError} when the model cannot have it
 */
export async function saveThreshold(
  model: ScoredModel,
  threshold: ThresholdRule,
): Promise<ScoredModel> {
  const path = `/models/${model.result.model}`;
  const result = await callApi<ModelSummary>("PATCH", path, { threshold });
  const curves = await callApi<ModelCurves>("GET", `${path}/curves`);
  return { ...model, result, curves, previous: plainRule(model.result.threshold) };
}
