import { formatNumber } from "../../lib/base/format.ts";
import type { MonitorState } from "../../lib/monitoring/monitor/model_monitor.ts";
import { ChartFigure } from "../charts/ChartFigure.tsx";
import { axis, lineLegend, markLine, powerOfTenTick } from "../../components/charts/options.ts";
import { agoWords, clockTime } from "./describe_time.ts";

/** Scores that span more than this are drawn on a logarithmic axis. */
const WIDE = 50;

/** The table has a line for so many seconds. */
const STEP = 10;

type Values = (number | null)[];

/** Scores second by second, with the model's threshold and the one that follows the traffic. */
export function ScoreChart({ monitor }: { monitor: MonitorState }) {
  const { buckets: { from, mean, highest, adaptive }, threshold } = monitor;
  const seconds = mean.length;
  const known = [...mean, ...highest, ...adaptive].filter((value) => value !== null);
  const wide = known.length > 0 && Math.min(...known) > 0 &&
    Math.max(...known) > WIDE * Math.min(...known);
  const points = (values: Values) => values.map((y, i) => ({ x: i + 1 - seconds, y }));
  const text = (value: number | null) => value === null ? "" : formatNumber(value);
  const latest = (values: Values) => values.findLast((value) => value !== null) ?? null;
  const rows = Array.from({ length: Math.ceil(seconds / STEP) }, (_, i) => {
    const part = (values: Values) => values.slice(i * STEP, (i + 1) * STEP);
    const most = part(highest).filter((value) => value !== null);
    const means = part(mean).filter((value) => value !== null);
    return [
      clockTime((from + i * STEP) * 1000),
      means.length === 0 ? "" : formatNumber(means.reduce((a, b) => a + b) / means.length),
      most.length === 0 ? "" : formatNumber(Math.max(...most)),
      text(latest(part(adaptive))),
    ];
  }).filter(([, mean]) => mean !== "").reverse();
  return (
    <ChartFigure
      title="Score over time"
      caption="Mean and highest score of each second. The adaptive threshold follows the latest 2,000 scores and resets when their level changes."
      summary={known.length === 0
        ? "No scores in the last three minutes."
        : `Scores of the last three minutes: the latest mean is ${
          text(latest(mean))
        }, the highest ${text(latest(highest))}; adaptive threshold ${
          text(latest(adaptive)) || "unknown"
        }, the model's ${text(threshold)}.`}
      table={{ head: ["From (UTC)", "Mean", "Highest", "Adaptive threshold"], rows }}
      config={(theme) => ({
        type: "line",
        data: {
          datasets: [
            line("Highest", points(highest), theme.attack, []),
            line("Mean", points(mean), theme.normal, []),
            line("Adaptive threshold", points(adaptive), theme.series[3], [6, 4]),
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
              ...axis(theme, "Time"),
              type: "linear",
              min: 1 - seconds,
              max: 0,
              ticks: {
                color: theme.muted,
                maxRotation: 0,
                stepSize: 30,
                callback: (value) => agoWords(-Number(value)),
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
) {
  return {
    label,
    data,
    borderColor: color,
    backgroundColor: color,
    borderWidth: 2,
    borderDash,
    pointRadius: 0,
    spanGaps: 3,
  };
}
