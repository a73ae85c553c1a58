import { formatNumber } from "../../lib/base/format.ts";
import type { CountCriterion } from "../../lib/learning/metrics/types.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis, markLine } from "../../components/charts/options.ts";

const WORDS = {
  silhouette: {
    what: "clusters",
    measure: "Mean silhouette",
    best: "highest",
    meaning: "It is near 1 where records lie close to their own cluster and far from the others.",
  },
  bic: {
    what: "components",
    measure: "BIC",
    best: "lowest",
    meaning: "It weighs how well the mixture fits against the number of its parameters.",
  },
};

/** Why a detector took this number of clusters or components. */
export function CriterionChart({ criterion }: { criterion: CountCriterion }) {
  const { counts, values, chosen } = criterion;
  const { what, measure, best, meaning } = WORDS[criterion.measure];
  const title = `Number of ${what}`;
  return (
    <ChartFigure
      title={title}
      caption={`${measure} for each number tried; the ${best} was chosen: ${chosen}. ${meaning}`}
      summary={`${measure} for ${counts[0]} to ${counts.at(-1)} ${what}. ${chosen} chosen.`}
      size="short"
      table={{
        head: [title, measure],
        rows: counts.map((count, index) => [`${count}`, formatNumber(values[index])]),
      }}
      config={(theme) => ({
        type: "line",
        data: {
          datasets: [{
            label: measure,
            data: counts.map((x, index) => ({ x, y: values[index] })),
            borderColor: theme.series[0],
            backgroundColor: theme.series[0],
            pointRadius: 3,
            clip: 6,
          }],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: { display: false },
            annotation: {
              annotations: {
                chosen: markLine(theme, "x", chosen, `${chosen} chosen`, {
                  position: best === "highest" ? "end" : "start",
                }),
              },
            },
            tooltip: { callbacks: { title: ([{ parsed }]) => `${parsed.x} ${what}` } },
          },
          scales: {
            x: {
              ...axis(theme, title),
              type: "linear",
              min: counts[0],
              max: Math.max(counts.at(-1)!, counts[0] + 1),
              ticks: { color: theme.muted, maxRotation: 0, precision: 0 },
            },
            y: {
              ...axis(theme, measure),
              ticks: {
                color: theme.muted,
                callback: (value) => formatNumber(Number(Number(value).toPrecision(4))),
              },
            },
          },
        },
      })}
    />
  );
}
