import { formatMetric } from "../../lib/base/format.ts";
import { MOST_COMPARED } from "../../lib/web/comparison/models.ts";
import { trainedDetectors } from "../../lib/training/detectors.ts";
import type { Run } from "../../lib/resources/run.ts";
import { Time } from "../Time.tsx";

interface ComparePickerProps {
  runs: Run[];
  /** Ids of the models that are compared. */
  selected: string[];
}

/** Chooses the models of a comparison; works without scripts. */
export function ComparePicker({ runs, selected }: ComparePickerProps) {
  return (
    <details class="card" open={selected.length < 2}>
      <summary>Choose models</summary>
      <form class="stack" method="get" action="/compare">
        <div class="compare-runs">
          {runs.map((run) => (
            <fieldset key={run.id}>
              <legend>
                {run.name}{" "}
                <span class="muted small">
                  (<Time at={run.createdAt} />)
                </span>
              </legend>
              {trainedDetectors(run).map(({ title, result: { model, metrics } }) => (
                <div key={model} class="choice">
                  <input
                    type="checkbox"
                    id={`compare-${model}`}
                    name="models"
                    value={model}
                    checked={selected.includes(model)}
                  />
                  <label for={`compare-${model}`}>
                    {title}
                    {metrics.rocAuc !== null && (
                      <span class="muted small">ROC-AUC {formatMetric(metrics.rocAuc)}</span>
                    )}
                  </label>
                </div>
              ))}
            </fieldset>
          ))}
        </div>
        <div class="row">
          <button type="submit" class="button button-primary">Compare</button>
          <span class="help">Two to {MOST_COMPARED} models of any runs.</span>
        </div>
      </form>
    </details>
  );
}
