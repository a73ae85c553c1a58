import type { ChartOptions } from "chart.js";
import { formatNumber } from "../../lib/base/format.ts";
import type { ChartTheme } from "./theme.ts";

/** What all charts have in common. */
export function baseOptions(theme: ChartTheme): ChartOptions {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    color: theme.text,
    font: { family: theme.fontFamily },
    plugins: {
      legend: { position: "bottom", labels: { color: theme.text, boxWidth: 28, boxHeight: 10 } },
      tooltip: { backgroundColor: theme.text, titleColor: theme.surface, bodyColor: theme.surface },
    },
  };
}

/** A legend that shows lines as lines, with their dashes. */
export function lineLegend(theme: ChartTheme) {
  return {
    position: "bottom" as const,
    labels: { color: theme.text, boxWidth: 28, boxHeight: 0 },
  };
}

/** A scale with a title, in the colours of the theme. */
export function axis(theme: ChartTheme, title: string) {
  return {
    title: { display: true, text: title, color: theme.muted },
    ticks: { color: theme.muted },
    grid: { color: theme.grid },
    border: { color: theme.grid },
  };
}

/** The text of a tick of a logarithmic scale: powers of ten only, so that ticks do not crowd. */
export function powerOfTenTick(value: string | number): string {
  const exponent = Math.log10(Number(value));
  return Math.abs(exponent - Math.round(exponent)) < 1e-9 ? formatNumber(Number(value)) : "";
}

/** A labelled line across the chart. */
export function markLine(
  theme: ChartTheme,
  scaleID: "x" | "y",
  value: number,
  label: string,
  options: {
    color?: string;
    dashed?: boolean;
    position?: "start" | "center" | "end";
  } = {},
) {
  const color = options.color ?? theme.text;
  return {
    type: "line" as const,
    scaleID,
    value,
    borderColor: color,
    borderWidth: 2,
    borderDash: options.dashed === false ? [] : [6, 4],
    label: {
      display: true,
      z: 2,
      content: label,
      position: options.position ?? ("start" as const),
      backgroundColor: color,
      color: theme.surface,
      font: { size: 12 },
      padding: 4,
    },
  };
}
