import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { formatCount, formatNumber, formatPlural } from "../../lib/base/format.ts";
import type { ModelImportance } from "../../lib/resources/importance.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";

/** How many features the chart shows. */
const MOST = 12;

type Measure = "permutation" | "explanation";

/** Which features matter to a model. */
export function ImportanceChart({ importance }: { importance: ModelImportance }) {
  const { permutation, explanation, notes } = importance;
  const measure = useSignal<Measure>(permutation ? "permutation" : "explanation");
  const id = useId();
  const measured = importance[measure.value];
  const remarks = notes.map((note) => <p key={note} class="muted small">{note}</p>);
  if (!measured) {
    return (
      <div class="chart-figure">
        <h3>Feature importance</h3>
        {remarks}
      </div>
    );
  }
  const { features } = measured;
  const shown = features.slice(0, MOST);
  const unit = unitOf(measure.value, importance);
  return (
    <ChartFigure
      title="Feature importance"
      caption={captionOf(measure.value, importance)}
      summary={`${unit}. ${
        shown.map(({ feature, importance }) => `${feature}: ${formatNumber(importance)}.`).join(" ")
      }${features.length > MOST ? ` ${features.length - MOST} more in the table.` : ""}`}
      height={90 + shown.length * 26}
      table={{
        head: ["Feature", unit, "Standard deviation"],
        rows: features.map(({ feature, importance, deviation }) => [
          feature,
          formatNumber(importance),
          formatNumber(deviation),
        ]),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: shown.map(({ feature }) => feature),
          datasets: [{
            label: unit,
            data: shown.map(({ importance }) => importance),
            backgroundColor: shown.map(({ importance }) =>
              importance < 0 ? theme.attack : theme.normal
            ),
          }],
        },
        options: {
          indexAxis: "y",
          interaction: { mode: "index", axis: "y", intersect: false },
          scales: {
            x: {
              ...axis(theme, unit),
              ticks: {
                color: theme.muted,
                maxRotation: 0,
                maxTicksLimit: 6,
                callback: (value) => formatNumber(Number(Number(value).toPrecision(3))),
              },
            },
            y: { ticks: { color: theme.text, autoSkip: false }, grid: { display: false } },
          },
          plugins: { legend: { display: false } },
        },
      })}
    >
      {permutation && explanation && (
        <div class="row small">
          <label for={id}>Measured by</label>
          <select
            id={id}
            value={measure.value}
            onChange={(event) => measure.value = event.currentTarget.value as Measure}
          >
            <option value="permutation">Permutation importance</option>
            <option value="explanation">Contribution in explanations</option>
          </select>
        </div>
      )}
      {remarks}
    </ChartFigure>
  );
}

function unitOf(measure: Measure, { permutation }: ModelImportance): string {
  if (measure === "explanation") return "Mean contribution in explanations";
  return permutation?.measure === "roc-auc"
    ? "Drop in ROC-AUC"
    : "Change in scores (standard deviations)";
}

function captionOf(measure: Measure, { permutation, explanation }: ModelImportance): string {
  if (measure === "explanation") {
    return `Mean contribution in the explanations of ${
      formatPlural(explanation!.rows, "test record")
    }. It shows what the model uses, not whether that helps.`;
  }
  const { rows, repeats, baseline } = permutation!;
  const how = `Each feature was shuffled ${repeats === 1 ? "once" : `${repeats} times`} among ${
    formatCount(rows)
  } test records`;
  return baseline === null
    ? `${how}: how far the scores changed. Two features with the same information each look unimportant.`
    : `${how}: how far ROC-AUC fell from ${
      formatNumber(baseline)
    }. Near 0, the model does not need the feature; below 0, the feature misleads it. Two features with the same information each look unimportant.`;
}
