import { formatNumber } from "../../lib/browser/format.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis, lineLegend, powerOfTenTick } from "./options.ts";

interface LossChartProps {
  title: string;
  /** Loss after each epoch. */
  train: number[];
  validation: number[];
  short?: boolean;
}

/** How the loss fell, epoch by epoch. */
export function LossChart({ title, train, validation, short = false }: LossChartProps) {
  const all = [...train, ...validation];
  const wide = Math.min(...all) > 0 && Math.max(...all) > 20 * Math.min(...all);
  const text = (value: number | undefined) => value === undefined ? "n/a" : formatNumber(value);
  return (
    <ChartFigure
      title={title}
      caption="Mean reconstruction error after each epoch. The validation rows are not trained on; training stops when their loss no longer falls."
      summary={`Loss over ${train.length} epochs: training from ${text(train.at(0))} to ${
        text(train.at(-1))
      }, validation from ${text(validation.at(0))} to ${text(validation.at(-1))}.`}
      size={short ? "short" : undefined}
      table={{
        head: ["Epoch", "Training", "Validation"],
        rows: train.map((loss, index) => [`${index + 1}`, text(loss), text(validation[index])]),
      }}
      config={(theme) => ({
        type: "line",
        data: {
          labels: train.map((_, index) => index + 1),
          datasets: [
            {
              label: "Training",
              data: train,
              borderColor: theme.series[0],
              backgroundColor: theme.series[0],
              pointRadius: train.length > 40 ? 0 : 3,
            },
            {
              label: "Validation",
              data: validation,
              borderColor: theme.series[1],
              backgroundColor: theme.series[1],
              borderDash: [6, 4],
              pointStyle: "rect",
              pointRadius: train.length > 40 ? 0 : 3,
            },
          ],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: { legend: lineLegend(theme) },
          scales: {
            x: { ...axis(theme, "Epoch"), ticks: { color: theme.muted, maxRotation: 0 } },
            y: {
              ...axis(theme, wide ? "Loss (logarithmic)" : "Loss"),
              type: wide ? "logarithmic" : "linear",
              beginAtZero: !wide,
              ticks: {
                color: theme.muted,
                callback: wide ? powerOfTenTick : (value) => formatNumber(Number(value)),
              },
            },
          },
        },
      })}
    />
  );
}
