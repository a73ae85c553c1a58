import { formatDateTime, formatMetric } from "../../lib/base/format.ts";
import { detectorTitle } from "../../lib/detectors/titles.ts";
import type { ModelSummary } from "../../lib/resources/model.ts";

/** Models as forms offer them, each with what tells it from others. */
export function modelChoices(
  models: ModelSummary[],
): { id: string; title: string; note: string }[] {
  return models.map(({ id, kind, runName, metrics, createdAt }) => ({
    id,
    title: detectorTitle(kind),
    note: [
      ...(metrics.rocAuc === null ? [] : [`ROC-AUC ${formatMetric(metrics.rocAuc)}`]),
      formatDateTime(createdAt),
      runName,
    ].join(" · "),
  }));
}
