/**
 * The numbers of a chart as CSV, every one of them and unrounded.
 *
 * @module
 */
import { stringifyCell } from "../../tables/csv_cell.ts";

/** What a chart draws, as Chart.js has it. */
export interface DrawnData {
  labels?: unknown[];
  datasets: { label?: string; data: readonly unknown[] }[];
}

/**
 * The CSV (RFC 4180) of a chart: for points a line each, `series, x, y`; for bars and the like a
 * line for each place on the axis with a column for each series.
 *
 * @param data that is drawn
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the vertical axis shows
 */
export function chartCsv(data: DrawnData, xTitle: string, yTitle: string): string {
  const { labels = [], datasets } = data;
  const hasPoints = datasets.some((series) => series.data.some(isPoint));
  const names = datasets.map(({ label }, index) => label ?? `Series ${index + 1}`);
  const lines = hasPoints
    ? [
      ["Series", xTitle, yTitle],
      ...datasets.flatMap((series, index) =>
        series.data.filter(isPoint).map(({ x, y }) => [names[index], x, y])
      ),
    ]
    : [
      [xTitle, ...names],
      ...labels.map((label, place) => [label, ...datasets.map((series) => series.data[place])]),
    ];
  return lines.map((cells) => cells.map(cellOf).join(",") + "\r\n").join("");
}

function isPoint(value: unknown): value is { x: unknown; y: unknown } {
  return typeof value === "object" && value !== null && "x" in value && "y" in value;
}

function cellOf(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (Array.isArray(value)) return value.map(cellOf).join(" to ");
  return value === null || value === undefined ? "" : stringifyCell(String(value));
}
