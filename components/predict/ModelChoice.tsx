import { formatDateTime, formatMetric, formatPlural } from "../../lib/base/format.ts";
import { detectorTitle } from "../../lib/detectors/titles.ts";
import type { ModelSummary } from "../../lib/resources/model.ts";

interface ModelChoiceProps {
  models: ModelSummary[];
  /** Ids of the models in use. */
  selected: string[];
  /** Most models to choose. */
  most: number;
}

/** Opens the page with other models; works without scripts. */
export function ModelChoice({ models, selected, most }: ModelChoiceProps) {
  const groups = groupByFeatures(models);
  return (
    <details class="card model-choice">
      <summary>Choose models ({selected.length} selected)</summary>
      <form class="stack" method="get">
        <p class="muted small">
          Up to{" "}
          {most}. Models of one group use the same features; with several groups, the form asks for
          the features of all.
        </p>
        {groups.map(({ features, members }) => (
          <fieldset key={features.join("\n")}>
            <legend>
              {formatPlural(features.length, "feature")}:{" "}
              <span class="muted small">
                {features.slice(0, 6).join(", ")}
                {features.length > 6 && ", …"}
              </span>
            </legend>
            {members.map(({ id, kind, runName, metrics, createdAt }) => (
              <div class="choice" key={id}>
                <input
                  type="checkbox"
                  name="model"
                  value={id}
                  id={`choose-${id}`}
                  defaultChecked={selected.includes(id)}
                />
                <label for={`choose-${id}`}>
                  {detectorTitle(kind)}
                  <span class="choice-note muted small">
                    {[
                      ...(metrics.rocAuc === null
                        ? []
                        : [`ROC-AUC ${formatMetric(metrics.rocAuc)}`]),
                      formatDateTime(createdAt),
                      runName,
                    ].join(" · ")}
                  </span>
                </label>
              </div>
            ))}
          </fieldset>
        ))}
        <div>
          <button type="submit" class="button button-primary">Use these models</button>
        </div>
      </form>
    </details>
  );
}

interface Group {
  features: string[];
  members: ModelSummary[];
}

/** Models that take the same features together, newest first. */
function groupByFeatures(models: ModelSummary[]): Group[] {
  const groups = new Map<string, Group>();
  for (const model of models) {
    const key = JSON.stringify(model.features.toSorted());
    const group = groups.get(key) ?? { features: model.features, members: [] };
    group.members.push(model);
    groups.set(key, group);
  }
  return [...groups.values()];
}
