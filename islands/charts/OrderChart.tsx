import { formatCount, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";
import { withAlpha } from "../../components/charts/theme.ts";

/** Share of attacks and of flagged rows along the test data. */
export function OrderChart({ order }: { order: ModelCurves["order"] }) {
  const { actual, predicted, windowRows } = order;
  const first = (index: number) => index * windowRows + 1;
  const gap = actual &&
    predicted.reduce((sum, share, index) => sum + Math.abs(share - actual[index]), 0) /
      predicted.length;
  return (
    <ChartFigure
      title={actual ? "Actual vs predicted, in record order" : "Flagged records, in record order"}
      caption={`Share of ${actual ? "attacks and share of " : ""}flagged records in windows of ${
        formatPlural(windowRows, "record")
      }, in the order of the test data.${actual ? " Gaps show where the model is wrong." : ""}`}
      summary={`Share of flagged records in ${predicted.length} windows of ${
        formatPlural(windowRows, "record")
      }${gap === null ? "." : `; the mean gap to the share of attacks is ${formatShare(gap)}.`}`}
      table={{
        head: ["From record", ...(actual ? ["Actual"] : []), "Predicted"],
        rows: predicted.map((share, index) => [
          formatCount(first(index)),
          ...(actual ? [formatShare(actual[index])] : []),
          formatShare(share),
        ]),
      }}
      config={(theme) => ({
        type: "line",
        data: {
          datasets: [
            ...(actual
              ? [{
                label: "Actual attacks",
                data: actual.map((y, index) => ({ x: first(index), y })),
                borderColor: theme.attack,
                backgroundColor: withAlpha(theme.attack, 0.25),
                borderWidth: 1,
                pointRadius: 0,
                fill: "origin",
              }]
              : []),
            {
              label: "Flagged by the model",
              data: predicted.map((y, index) => ({ x: first(index), y })),
              borderColor: theme.normal,
              backgroundColor: theme.normal,
              borderWidth: 2,
              pointRadius: 0,
            },
          ],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: {
              position: "bottom",
              labels: { color: theme.text, boxWidth: 28, boxHeight: 6 },
            },
          },
          scales: {
            x: {
              ...axis(theme, "Record"),
              type: "linear",
              min: 1,
              max: first(predicted.length - 1),
              ticks: {
                color: theme.muted,
                maxRotation: 0,
                callback: (value) => formatCount(Number(value)),
              },
            },
            y: {
              ...axis(theme, "Share"),
              min: 0,
              max: 1,
              ticks: {
                color: theme.muted,
                callback: (value) => `${Math.round(100 * Number(value))}%`,
              },
            },
          },
        },
      })}
    />
  );
}
