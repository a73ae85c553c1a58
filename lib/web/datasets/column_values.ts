/**
 * How the values of a column are spread, as small bars and as text.
 *
 * @module
 */
import type { ColumnProfile } from "../../resources/dataset.ts";
import { formatNumber, formatPlural, formatShare } from "../../base/format.ts";

/**
 * Heights of the bars of a histogram from 0 to 1, on a logarithmic scale: traffic has values so
 * common that on a linear one nothing else could be seen.
 */
export function barHeights(counts: number[]): number[] {
  const most = Math.log1p(Math.max(...counts));
  return counts.map((count) => most === 0 ? 0 : Math.log1p(count) / most);
}

/** A histogram in words: its range and where most values lie. */
export function describeHistogram(
  { edges, counts }: NonNullable<ColumnProfile["histogram"]>,
): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const fullest = counts.indexOf(Math.max(...counts));
  return `Histogram of ${formatPlural(counts.length, "bin")} from ${formatNumber(edges[0])} to ${
    formatNumber(edges[counts.length])
  }; ${formatShare(counts[fullest] / total)} of the values lie from ${
    formatNumber(edges[fullest])
  } to ${formatNumber(edges[fullest + 1])}.`;
}

/** The most frequent values with their shares of all rows. */
export function describeTop(top: ColumnProfile["top"], rows: number, most = 4): string {
  return top.slice(0, most)
    .map(({ value, count }) =>
      `${value === "" ? "(empty)" : shortValue(value)} ${formatShare(count / rows)}`
    )
    .join(", ");
}

/** Numbers are shortened; words stay as they are. */
function shortValue(value: string): string {
  return value.trim() !== "" && Number.isFinite(Number(value)) && value.length > 8
    ? formatNumber(Number(value))
    : value;
}
