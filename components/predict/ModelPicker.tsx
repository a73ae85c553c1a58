import { formatDateTime, formatMetric } from "../../lib/base/format.ts";
import type { ModelSummary } from "../../lib/resources/model.ts";
import { detectorTitle } from "../../lib/detectors/titles.ts";

interface ModelPickerProps {
  models: ModelSummary[];
  /** Id of the model in use. */
  selected: string;
}

/** Opens the page with another model; works without scripts. */
export function ModelPicker({ models, selected }: ModelPickerProps) {
  return (
    <form class="model-picker" method="get">
      <div class="field">
        <label for="model">Model</label>
        <select id="model" name="model">
          {models.map(({ id, kind, runName, metrics, createdAt }) => (
            <option key={id} value={id} selected={id === selected}>
              {[
                detectorTitle(kind),
                ...(metrics.rocAuc === null ? [] : [`ROC-AUC ${formatMetric(metrics.rocAuc)}`]),
                formatDateTime(createdAt),
                runName,
              ].join(" · ")}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button">Use this model</button>
    </form>
  );
}
