import { type Signal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { callApi } from "../../lib/web/api.ts";
import { formatNumber } from "../../lib/base/format.ts";
import { positionOnEdges } from "../../lib/web/results/histogram.ts";
import { parseNumber } from "../../lib/web/records/parse_number.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import {
  metricsAt,
  metricsOf,
  nearestStep,
  type ThresholdSteps,
  thresholdSteps,
} from "../../lib/web/results/threshold_steps.ts";
import type { ThresholdTable } from "../../lib/learning/metrics/curves/threshold_table.ts";
import { HistogramChart } from "../charts/HistogramChart.tsx";
import { PrecisionRecallChart } from "../charts/PrecisionRecallChart.tsx";
import { RocChart } from "../charts/RocChart.tsx";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { ThresholdPanel } from "./ThresholdPanel.tsx";
import { TriedConfusion } from "./TriedConfusion.tsx";
import { TriedLabels } from "./TriedLabels.tsx";

interface ThresholdExplorerProps {
  model: ScoredModel;
  /** The threshold that is tried, as the address of the page holds it; empty for none. */
  address: Signal<string>;
  /** Gets the model with its metrics at another threshold. */
  onChange: (model: ScoredModel) => void;
}

/** Shows at once what any threshold of a model comes to; nothing is saved before it is applied. */
export function ThresholdExplorer({ model, address, onChange }: ThresholdExplorerProps) {
  const { result, curves } = model;
  const current = useSignal(model);
  const steps = useSignal<ThresholdSteps | null>(null);
  const tried = useSignal<number | null>(null);
  const failure = useSignal<string | null>(null);
  const labelled = result.metrics.confusion !== null;
  const threshold = result.threshold.value;
  current.value = model;

  useEffect(() => {
    tried.value = null;
    if (steps.value?.thresholds.includes(threshold)) return;
    const leaving = new AbortController();
    callApi<ThresholdTable>("GET", `/models/${result.model}/thresholds`, undefined, leaving.signal)
      .then((table) => {
        const loaded = thresholdSteps(table);
        const shared = parseNumber(address.value);
        const step = shared === null ? null : nearestStep(loaded, shared);
        tried.value = step === null || loaded.thresholds[step] === threshold ? null : step;
        steps.value = loaded;
      })
      .catch((error) => leaving.signal.aborted || (failure.value = errorMessage(error)));
    return () => leaving.abort();
  }, [threshold]);

  useSignalEffect(() => {
    if (!steps.value) return;
    address.value = tried.value === null ? "" : String(steps.value.thresholds[tried.value]);
  });

  const metrics = useComputed(() =>
    steps.value && tried.value !== null
      ? metricsAt(steps.value, tried.value, current.value.result.metrics.confusion !== null)
      : metricsOf(current.value.result)
  );
  const label = useComputed(() => `Tried ${formatNumber(metrics.value.threshold)}`);
  const onHistogram = useComputed(() =>
    tried.value === null ? null : {
      x: positionOnEdges(current.value.curves.histogram.edges, metrics.value.threshold),
      label: label.value,
    }
  );
  const onRoc = useComputed(() => {
    const { falseAlarmRate, recall } = metrics.value;
    return tried.value === null || falseAlarmRate === null || recall === null
      ? null
      : { x: falseAlarmRate, y: recall, label: label.value };
  });
  const onPrecisionRecall = useComputed(() => {
    const { precision, recall } = metrics.value;
    return tried.value === null || precision === null || recall === null
      ? null
      : { x: recall, y: precision, label: label.value };
  });

  return (
    <div class="stack explorer">
      <ThresholdPanel
        model={model}
        steps={steps}
        tried={tried}
        metrics={metrics}
        onChange={onChange}
      />
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      <div class="grid-2">
        <div class="card">
          <HistogramChart
            title="Scores of the test records"
            caption="Number of test records by score. Everything to the right of the threshold is flagged. The bars at the ends include scores beyond the axis."
            histogram={curves.histogram}
            threshold={threshold}
            labelled={labelled}
            mark={onHistogram}
          />
        </div>
        {labelled && (
          <div class="card">
            <TriedConfusion metrics={metrics} tried={tried} />
          </div>
        )}
        {curves.roc && (
          <>
            <div class="card">
              <RocChart models={[model]} mark={onRoc} />
            </div>
            <div class="card">
              <PrecisionRecallChart models={[model]} mark={onPrecisionRecall} />
            </div>
          </>
        )}
      </div>
      {labelled && <TriedLabels steps={steps} tried={tried} metrics={metrics} />}
    </div>
  );
}
