import { type ReadonlySignal, useSignal } from "@preact/signals";
import { formatCount, formatNumber, formatShare } from "../../lib/base/format.ts";
import {
  nearestStep,
  type ThresholdMetrics,
  type ThresholdSteps,
} from "../../lib/web/results/threshold_steps.ts";
import { Bar } from "../../components/Bar.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";

interface TriedLabelsProps {
  steps: ReadonlySignal<ThresholdSteps | null>;
  tried: ReadonlySignal<number | null>;
  metrics: ReadonlySignal<ThresholdMetrics>;
}

/** What the threshold that is tried flags of each label. */
export function TriedLabels(props: TriedLabelsProps) {
  const open = useSignal(false);
  return (
    <details class="card" onToggle={(event) => open.value = event.currentTarget.open}>
      <summary>Labels at the threshold of the slider</summary>
      {open.value && <LabelTable {...props} />}
    </details>
  );
}

function LabelTable({ steps, tried, metrics }: TriedLabelsProps) {
  if (!steps.value) return <p class="muted">Loading the counts…</p>;
  const { threshold } = metrics.value;
  const step = tried.value ?? nearestStep(steps.value, threshold);
  return (
    <ScrollTable label="Flagged of each label at the threshold of the slider" tall>
      <caption>Score above {formatNumber(threshold)}.</caption>
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col" class="number">Test rows</th>
          <th scope="col">Flagged</th>
        </tr>
      </thead>
      <tbody>
        {steps.value.labels.map(({ label, attack, rows, flagged }) => (
          <tr key={label}>
            <th scope="row" class="name-cell">
              {label} {!attack && <span class="muted">(false alarms)</span>}
            </th>
            <td class="number">{formatCount(rows)}</td>
            <td class="bar-cell">
              {formatShare(flagged[step] / rows)}{" "}
              <span class="muted">({formatCount(flagged[step])})</span>
              <Bar share={flagged[step] / rows} attack={attack} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
