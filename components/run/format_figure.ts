import { formatDuration, formatMetric, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { Figure, ShownFigure } from "../../lib/web/results/leaderboard.ts";

/** A metric as tables show it; `n/a` where it is not defined. */
export function formatFigure(figure: Figure, value: number | null): string {
  if (value === null) return "n/a";
  switch (figure) {
    case "flagged":
      return formatShare(value);
    case "falseAlarms":
      return formatNumber(Number(value.toPrecision(3)));
    case "fitMs":
    case "scoreMs":
      return formatDuration(value);
    default:
      return formatMetric(value);
  }
}

/** A metric with its deviation over seeds, where there are several: `0.970 ± 0.003`. */
export function formatShown(figure: Figure, { value, deviation }: ShownFigure): string {
  const shown = formatFigure(figure, value);
  return deviation === undefined ? shown : `${shown} ± ${formatFigure(figure, deviation)}`;
}
