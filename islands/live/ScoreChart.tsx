import { formatNumber } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis, lineLegend, markLine, powerOfTenTick } from "../../components/charts/options.ts";
import { type LiveRange, RANGE_TITLES } from "../../lib/monitoring/monitor/live_range.ts";
import { bucketTime, stepWords } from "./describe_time.ts";

/** Scores that span more than this are drawn on a logarithmic axis. */
const WIDE = 50;

/** The table has a row for so many buckets. */
const STEP = 6;

type Values = (number | null)[];

/** Scores over time, with the model's threshold and the one that follows the traffic. */
export function ScoreChart({ monitor, range }: { monitor: MonitorState; range: LiveRange }) {
  const { buckets: { from, seconds, mean, highest, adaptive }, threshold } = monitor;
  const known = [...mean, ...highest, ...adaptive].filter((value) => value !== null);
  const wide = known.length > 0 && Math.min(...known) > 0 &&
    Math.max(...known) > WIDE * Math.min(...known);
  const points = (values: Values) => values.map((y, i) => ({ x: from + i * seconds, y }));
  const text = (value: number | null) => value === null ? "" : formatNumber(value);
  const latest = (values: Values) => values.findLast((value) => value !== null) ?? null;
  const rows = Array.from({ length: Math.ceil(mean.length / STEP) }, (_, i) => {
    const part = (values: Values) => values.slice(i * STEP, (i + 1) * STEP);
    const most = part(highest).filter((value) => value !== null);
    const means = part(mean).filter((value) => value !== null);
    return [
      bucketTime(from + i * STEP * seconds, range),
      means.length === 0 ? "" : formatNumber(means.reduce((a, b) => a + b) / means.length),
      most.length === 0 ? "" : formatNumber(Math.max(...most)),
      text(latest(part(adaptive))),
    ];
  }).filter(([, mean]) => mean !== "").reverse();
  return (
    <ChartFigure
      title="Score over time"
      caption={`Mean and highest score in each ${
        stepWords(seconds)
      }. The adaptive threshold follows the latest 2,000 scores and resets when their level changes.`}
      summary={known.length === 0
        ? `No scores in ${RANGE_TITLES[range]}.`
        : `Scores of ${RANGE_TITLES[range]}: the latest mean is ${
          text(latest(mean))
        }, the highest ${text(latest(highest))}; adaptive threshold ${
          text(latest(adaptive)) || "unknown"
        }, the model's ${text(threshold)}.`}
      table={{ head: ["From (UTC)", "Mean", "Highest", "Adaptive threshold"], rows }}
      config={(theme) => ({
        type: "line",
        data: {
          datasets: [
            line("Highest", points(highest), theme.attack, [], 3 * seconds),
            line("Mean", points(mean), theme.normal, [], 3 * seconds),
            line("Adaptive threshold", points(adaptive), theme.series[3], [6, 4], 3 * seconds),
          ],
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: lineLegend(theme),
            annotation: {
              annotations: threshold === null
                ? {}
                : { threshold: markLine(theme, "y", threshold, "Threshold of the model") },
            },
          },
          scales: {
            x: {
              ...axis(theme, "Time (UTC)"),
              type: "linear",
              min: from,
              max: from + (mean.length - 1) * seconds,
              ticks: {
                color: theme.muted,
                maxRotation: 0,
                stepSize: 30 * seconds,
                callback: (value) => bucketTime(Number(value), range),
              },
            },
            y: wide
              ? {
                ...axis(theme, "Score, logarithmic"),
                type: "logarithmic",
                ticks: { color: theme.muted, callback: powerOfTenTick },
              }
              : {
                ...axis(theme, "Score"),
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

function line(
  label: string,
  data: { x: number; y: number | null }[],
  color: string,
  borderDash: number[],
  spanGaps: number,
) {
  return {
    label,
    data,
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2,
    borderDash,
    pointRadius: 0,
    spanGaps,
  };
}
