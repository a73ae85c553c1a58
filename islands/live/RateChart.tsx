import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis } from "../../components/charts/options.ts";
import { type LiveRange, RANGE_TITLES } from "../../lib/monitoring/monitor/live_range.ts";
import { bucketTime, stepWords } from "./describe_time.ts";

/** Buckets in a bar and in a row of the table. */
const STEP = 3;

/** Records and anomalies over time. */
export function RateChart({ monitor, range }: { monitor: MonitorState; range: LiveRange }) {
  const { from, seconds, records, flagged } = monitor.buckets;
  const count = Math.floor(records.length / STEP);
  const first = records.length - count * STEP;
  const sum = (values: number[], i: number) =>
    values.slice(first + i * STEP, first + (i + 1) * STEP).reduce((a, b) => a + b, 0);
  const bars = Array.from({ length: count }, (_, i) => ({
    at: from + (first + i * STEP) * seconds,
    records: sum(records, i),
    flagged: sum(flagged, i),
  }));
  const total = bars.reduce((all, bar) => all + bar.records, 0);
  const found = bars.reduce((all, bar) => all + bar.flagged, 0);
  return (
    <ChartFigure
      title="Records and anomalies"
      caption={`Records in each ${
        stepWords(STEP * seconds)
      }; anomalies are the upper part of each bar.`}
      summary={`${formatPlural(total, "record")} in ${RANGE_TITLES[range]}, ${
        formatPlural(found, "anomaly", "anomalies")
      } among them.`}
      table={{
        head: ["From (UTC)", "Records", "Anomalies"],
        rows: bars.filter((bar) => bar.records > 0).map((bar) => [
          bucketTime(bar.at, range),
          formatCount(bar.records),
          formatCount(bar.flagged),
        ]).reverse(),
      }}
      config={(theme) => ({
        type: "bar",
        data: {
          labels: bars.map((bar) => bucketTime(bar.at, range)),
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
              ...axis(theme, "Time (UTC)"),
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
