import { useAddress } from "../../lib/web/address.ts";
import { ClassChart } from "../charts/ClassChart.tsx";
import { CriterionChart } from "../charts/CriterionChart.tsx";
import { ImportanceChart } from "../charts/ImportanceChart.tsx";
import { LossChart } from "../charts/LossChart.tsx";
import { OrderChart } from "../charts/OrderChart.tsx";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Icon } from "../../components/Icon.tsx";
import { ModelNotes } from "../../components/run/ModelNotes.tsx";
import { RecordRanking } from "./RecordRanking.tsx";
import { tabId, Tabs } from "../controls/Tabs.tsx";
import { ThresholdEditor } from "./ThresholdEditor.tsx";
import { ThresholdExplorer } from "./ThresholdExplorer.tsx";

const PANEL = "model-panel";

interface ModelChartsProps {
  models: ScoredModel[];
  /** Whether labels say which verdicts are right; without them the findings list the records. */
  isJudged: boolean;
  /** Gets a model whose threshold has changed. */
  onChange: (model: ScoredModel) => void;
}

/** One model of a run in detail, chosen by a tab. */
export function ModelCharts({ models, isJudged, onChange }: ModelChartsProps) {
  const address = useAddress("model", models[0].result.model);
  const threshold = useAddress("threshold", "");
  const selected = Math.max(0, models.findIndex((one) => one.result.model === address.value));
  const { title, result, curves, importance } = models[selected];
  const model = result.model;
  return (
    <div class="stack">
      <Tabs
        label="Model"
        titles={models.map((one) => one.title)}
        selected={selected}
        onSelect={(index) => {
          threshold.value = "";
          address.value = models[index].result.model;
        }}
        panel={PANEL}
      />
      <div
        class="stack"
        id={PANEL}
        role="tabpanel"
        aria-labelledby={tabId(PANEL, selected)}
      >
        <div class="row-between">
          <ModelNotes model={models[selected]} />
          <a class="button" href={`/predict?model=${model}`}>
            Try {title} on a record <Icon name="arrow" />
          </a>
        </div>
        <ThresholdExplorer
          key={`explorer-${model}`}
          model={models[selected]}
          address={threshold}
          onChange={onChange}
        />
        <ThresholdEditor
          key={`threshold-${model}`}
          model={models[selected]}
          onChange={onChange}
        />
        <div class="grid-2">
          <div class="card">
            <OrderChart key={`order-${model}`} order={curves.order} />
          </div>
          <div class="card">
            <ImportanceChart key={`importance-${model}`} importance={importance} />
          </div>
          {curves.criterion && (
            <div class="card">
              <CriterionChart key={`criterion-${model}`} criterion={curves.criterion} />
            </div>
          )}
          {curves.loss && (
            <div class="card">
              <LossChart
                key={`loss-${model}`}
                title="Loss during training"
                train={curves.loss.train}
                validation={curves.loss.validation}
              />
            </div>
          )}
        </div>
        {isJudged && <RecordRanking key={`records-${model}`} model={models[selected]} />}
        {result.perClass.length > 0 && (
          <div class="card">
            <ClassChart key={`class-${model}`} perClass={result.perClass} />
          </div>
        )}
      </div>
    </div>
  );
}
