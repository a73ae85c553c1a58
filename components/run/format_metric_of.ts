import { formatDuration, formatMetric, formatNumber, formatShare } from "../../lib/base/format.ts";
import type { Metric, ShownMetric } from "../../lib/web/results/leaderboard.ts";

/** A metric as tables show it; `n/a` where it is not defined. */
export function formatMetricOf(metric: Metric, value: number | null): string {
  if (value === null) return "n/a";
  switch (metric) {
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
export function formatShown(metric: Metric, { value, deviation }: ShownMetric): string {
  const shown = formatMetricOf(metric, value);
  return deviation === undefined ? shown : `${shown} ± ${formatMetricOf(metric, deviation)}`;
}
