import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";
import { agoWords, clockTime } from "./describe_time.ts";

/** Seconds in a bar and in a line of the table. */
const STEP = 5;

/** Records and anomalies over time. */
export function RateChart({ monitor }: { monitor: MonitorState }) {
  const { from, records, flagged } = monitor.buckets;
  const count = Math.floor(records.length / STEP);
  const first = records.length - count * STEP;
  const sum = (values: number[], i: number) =>
    values.slice(first + i * STEP, first + (i + 1) * STEP).reduce((a, b) => a + b, 0);
  const bars = Array.from({ length: count }, (_, i) => ({
    at: from + first + i * STEP,
    records: sum(records, i),
    flagged: sum(flagged, i),
  }));
  const total = bars.reduce((all, bar) => all + bar.records, 0);
  const found = bars.reduce((all, bar) => all + bar.flagged, 0);
  return (
    <ChartFigure
      title="Records and anomalies"
      caption={`Records in each ${STEP} seconds; anomalies are the upper part of each bar.`}
      summary={`${formatPlural(total, "record")} in the last three minutes, ${
        formatPlural(found, "anomaly", "anomalies")
      } among them.`}
      table={{
        head: ["From (UTC)", "Records", "Anomalies"],
        rows: bars.filter((bar) => bar.records > 0).map((bar) => [
          clockTime(bar.at * 1000),
          formatCount(bar.records),
          formatCount(bar.flagged),
        ]).reverse(),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: bars.map((_, i) => agoWords((count - i) * STEP)),
          datasets: [
            {
              label: "Normal",
              data: bars.map((bar) => bar.records - bar.flagged),
              backgroundColor: theme.normal,
            },
            {
              label: "Anomalies",
              data: bars.map((bar) => bar.flagged),
              backgroundColor: theme.attack,
            },
          ],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          scales: {
            x: {
              ...axis(theme, "Time"),
              stacked: true,
              ticks: { color: theme.muted, maxRotation: 0, maxTicksLimit: 7 },
            },
            y: {
              ...axis(theme, "Records"),
              stacked: true,
              beginAtZero: true,
              ticks: { color: theme.muted, precision: 0 },
            },
          },
        },
      })}
    />
  );
}
