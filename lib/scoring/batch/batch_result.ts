import type { BatchModel, BatchResult } from "../../resources/batch.ts";
import type { BatchModelAtWork } from "./batch_model.ts";
import { batchWarnings } from "./batch_warnings.ts";
import type { ModelGroup } from "./model_groups.ts";
import type { Tally } from "./tally.ts";

/**
 * What is stored of a batch beside its scores.
 *
 * @param models in the order of the request
 * @param rows of the dataset
 */
export function batchResult(
  models: BatchModelAtWork[],
  groups: ModelGroup[],
  tally: Tally,
  rows: number,
): Omit<BatchResult, "milliseconds"> {
  const counts = tally.models();
  const labels = tally.labels();
  return {
    counts: tally.counts(),
    models: models.map((model, index): BatchModel => {
      const { source, name, loaded: { bundle }, unscored, edges, normal, attack } = model;
      const group = groups.find((each) => each.models.includes(model))!;
      const filled = group.filled.features();
      const judged = { ...counts[index], rows: rows - unscored, index, labels };
      const warnings = [...source.warnings, ...batchWarnings(judged, group.shifts)];
      return {
        model: source.id,
        name,
        kind: bundle.result.kind,
        threshold: bundle.result.threshold,
        ...counts[index],
        severities: model.severities,
        unscored,
        ...(source.mapped.length > 0 && { mapped: source.mapped }),
        ...(filled.length > 0 && { filled }),
        ...(warnings.length > 0 && { warnings }),
        histogram: { edges, normal, attack },
        highest: model.highest.rows(),
      };
    }),
    labels,
  };
}
