import { formatNumber, formatPlural } from "../../lib/base/format.ts";
import { ChartFigure } from "./ChartFigure.tsx";
import { axis, lineLegend, powerOfTenTick } from "../../components/charts/options.ts";
import type { ChartTheme } from "../../components/charts/theme.ts";

interface LossChartProps {
  title: string;
  /** Loss after each epoch. */
  train: number[];
  /** Empty where no records are set aside. */
  validation: number[];
  short?: boolean;
}

/** Losses that span more than this are drawn on a logarithmic axis. */
const WIDE = 20;

/** With more epochs than this, points would hide the lines. */
const MOST_POINTS = 40;

/** How the loss fell, epoch by epoch. */
export function LossChart({ title, train, validation, short = false }: LossChartProps) {
  const all = [...train, ...validation];
  const wide = Math.min(...all) > 0 && Math.max(...all) > WIDE * Math.min(...all);
  const hasValidation = validation.length > 0;
  const text = (value: number | undefined) => value === undefined ? "n/a" : formatNumber(value);
  const span = (losses: number[]) => `from ${text(losses.at(0))} to ${text(losses.at(-1))}`;
  const lines = [
    { label: "Training", data: train, borderDash: [], pointStyle: "circle" },
    ...(hasValidation
      ? [{ label: "Validation", data: validation, borderDash: [6, 4], pointStyle: "rect" }]
      : []),
  ];
  return (
    <ChartFigure
      title={title}
      caption={hasValidation
        ? "Mean loss after each epoch. The validation records are not trained on; training ends when their loss no longer falls."
        : "Mean loss after each epoch."}
      summary={`Loss over ${formatPlural(train.length, "epoch")}: training ${span(train)}${
        hasValidation ? `, validation ${span(validation)}` : ""
      }.`}
      size={short ? "short" : undefined}
      table={{
        head: ["Epoch", ...lines.map(({ label }) => label)],
        rows: train.map((_, index) => [
          `${index + 1}`,
          ...lines.map(({ data }) => text(data[index])),
        ]),
      }}
      config={(theme) => ({
        type: "line",
        data: {
          datasets: lines.map(({ data, ...line }, index) => ({
            ...line,
            data: data.map((loss, epoch) => ({ x: epoch + 1, y: loss })),
            borderColor: theme.series[index],
            backgroundColor: theme.series[index],
            pointRadius: train.length > MOST_POINTS ? 0 : 3,
            clip: 6,
          })),
        },
        options: {
          interaction: { mode: "index", intersect: false },
          plugins: {
            legend: lineLegend(theme),
            tooltip: { callbacks: { title: ([{ parsed }]) => `Epoch ${parsed.x}` } },
          },
          scales: {
            x: epochAxis(theme, train.length),
            y: wide ? logAxis(theme) : linearAxis(theme),
          },
        },
      })}
    />
  );
}

function epochAxis(theme: ChartTheme, epochs: number) {
  return {
    ...axis(theme, "Epoch"),
    type: "linear" as const,
    min: 1,
    max: Math.max(2, epochs),
    ticks: { color: theme.muted, maxRotation: 0, precision: 0, autoSkipPadding: 16 },
  };
}

function linearAxis(theme: ChartTheme) {
  return {
    ...axis(theme, "Loss"),
    type: "linear" as const,
    beginAtZero: true,
    ticks: {
      color: theme.muted,
      callback: (value: string | number) => formatNumber(Number(value)),
    },
  };
}

function logAxis(theme: ChartTheme) {
  return {
    ...axis(theme, "Loss (logarithmic)"),
    type: "logarithmic" as const,
    ticks: { color: theme.muted, callback: powerOfTenTick },
  };
}
