import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { formatMetric, formatNumber, formatPlural, formatShare } from "../../lib/base/format.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { ThresholdMetrics, ThresholdSteps } from "../../lib/web/results/threshold_steps.ts";
import { movesAlong } from "../../lib/learning/thresholds/apply_rule.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Fact } from "../../components/Fact.tsx";
import { Notice } from "../../components/Notice.tsx";
import { saveThreshold } from "./save_threshold.ts";
import { ThresholdSlider } from "./ThresholdSlider.tsx";
import { Term } from "../../components/Term.tsx";

interface ThresholdPanelProps {
  model: ScoredModel;
  steps: ReadonlySignal<ThresholdSteps | null>;
  /** The step that is tried; `null` while the saved threshold is shown. */
  tried: Signal<number | null>;
  metrics: ReadonlySignal<ThresholdMetrics>;
  onChange: (model: ScoredModel) => void;
}

/**
 * The slider of a threshold with what it comes to, and the button that keeps it: a bar that stays in
 * view while the charts below follow it.
 */
export function ThresholdPanel({ model, steps, tried, metrics, onChange }: ThresholdPanelProps) {
  const busy = useSignal(false);
  const message = useSignal<string | null>(null);
  const done = useSignal<string | null>(null);
  const labelled = model.result.metrics.confusion !== null;
  const id = `try-${model.result.model}`;

  async function apply(): Promise<void> {
    if (busy.value || tried.value === null) return;
    const { threshold: value } = metrics.value;
    busy.value = true;
    message.value = done.value = null;
    try {
      const changed = await saveThreshold(model, { rule: "fixed", value });
      done.value = `The threshold of ${model.title} is ${formatNumber(value)}: ${
        formatPlural(changed.result.flaggedRows, "test record")
      } flagged.`;
      onChange(changed);
    } catch (thrown) {
      message.value = errorMessage(thrown);
    } finally {
      busy.value = false;
    }
  }

  return (
    <>
      <div>
        <h3 id={`${id}-title`}>Try thresholds</h3>
        <p class="muted small">
          {labelled
            ? "These metrics come from the test labels. A threshold chosen by them shows what is possible: validate it on other records."
            : "Without labels only the number of flagged records is known."}
          {movesAlong(model.result.threshold) &&
            " The saved rule adapts along the records; the slider tries fixed scores."}
        </p>
      </div>
      <section class="card threshold-bar" aria-labelledby={`${id}-title`}>
        <ThresholdSlider
          id={id}
          steps={steps}
          tried={tried}
          metrics={metrics}
          saved={model.result.threshold.value}
        />
        <TriedMetrics metrics={metrics} labelled={labelled} />
        <TryButtons tried={tried} busy={busy} onApply={apply} />
        {message.value && <Notice tone="error" live>{message.value}</Notice>}
        <p role="status" class="empty-none">{done.value}</p>
      </section>
    </>
  );
}

function TriedMetrics(
  { metrics, labelled }: { metrics: ReadonlySignal<ThresholdMetrics>; labelled: boolean },
) {
  const { rows, flagged, precision, recall, f1, falseAlarmRate, falseAlarmsPerThousand } =
    metrics.value;
  return (
    <dl class="threshold-facts">
      <Fact name="Flagged" value={formatShare(flagged / rows)} />
      {labelled && (
        <>
          <Fact name={<Term name="Precision" />} value={formatMetric(precision)} />
          <Fact name={<Term name="Recall" />} value={formatMetric(recall)} />
          <Fact name={<Term name="F1" />} value={formatMetric(f1)} />
          <Fact
            name={<Term name="False positive rate" />}
            value={falseAlarmRate === null ? "n/a" : formatShare(falseAlarmRate)}
          />
          <Fact
            name="False alarms per 1,000"
            value={falseAlarmsPerThousand === null ? "n/a" : formatNumber(falseAlarmsPerThousand)}
          />
        </>
      )}
    </dl>
  );
}

interface TryButtonsProps {
  tried: Signal<number | null>;
  busy: ReadonlySignal<boolean>;
  onApply: () => void;
}

function TryButtons({ tried, busy, onApply }: TryButtonsProps) {
  const idle = tried.value === null || busy.value;
  return (
    <div class="row">
      <button type="button" class="button button-primary" aria-disabled={idle} onClick={onApply}>
        Apply <span class="visually-hidden">this threshold</span>
      </button>
      <button
        type="button"
        class="button"
        aria-disabled={idle}
        onClick={() => tried.value = null}
      >
        Reset <span class="visually-hidden">to saved threshold</span>
      </button>
    </div>
  );
}
