import { findingTime, intervalWords } from "../../lib/web/results/finding_times.ts";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { FindingTimes } from "../../lib/explain/findings/types.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";

/** Flagged records in intervals of time. */
export function FlaggedOverTime({ time }: { time: FindingTimes }) {
  const { column, elapsed, start, width, recordsOf, flaggedOf } = time;
  const at = (interval: number) => findingTime(start + interval * width, elapsed);
  const each = intervalWords(width);
  const total = flaggedOf.reduce((sum, count) => sum + count, 0);
  const most = flaggedOf.indexOf(Math.max(...flaggedOf));
  return (
    <ChartFigure
      title="Flagged over time"
      caption={`Flagged records in each ${each}, by the column “${column}”.${
        elapsed ? " Times count from the start of the data." : " Times are as in the data."
      }`}
      summary={`${formatPlural(total, "flagged record")} from ${at(0)} on${
        total > 0
          ? `; most, ${formatCount(flaggedOf[most])} of ${
            formatPlural(recordsOf[most], "record")
          }, in the ${each} from ${at(most)} on.`
          : "."
      }`}
      size="short"
      table={{
        head: ["From", "Flagged", "Records"],
        rows: recordsOf.flatMap((records, i) =>
          records > 0 ? [[at(i), formatCount(flaggedOf[i]), formatCount(records)]] : []
        ),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: flaggedOf.map((_, i) => at(i)),
          datasets: [{
            label: "Flagged",
            data: flaggedOf,
            backgroundColor: theme.attack,
            minBarLength: 2,
          }],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: { display: false },
            tooltip: {
              callbacks: {
                afterLabel: ({ dataIndex }) => `of ${formatPlural(recordsOf[dataIndex], "record")}`,
              },
            },
          },
          scales: {
            x: {
              ...axis(theme, elapsed ? "Time since the start" : "Time"),
              ticks: { color: theme.muted, maxRotation: 0, maxTicksLimit: 5 },
            },
            y: {
              ...axis(theme, "Flagged records"),
              beginAtZero: true,
              ticks: { color: theme.muted, precision: 0 },
            },
          },
        },
      })}
    />
  );
}
