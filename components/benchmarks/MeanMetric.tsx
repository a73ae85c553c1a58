import { formatMetric } from "../../lib/base/format.ts";

/** A mean with its standard deviation. */
export function MeanMetric({ ours, std }: { ours: number; std: number }) {
  return (
    <span class="nowrap">
      {formatMetric(ours)}
      {std > 0 && <span class="muted small">{` ± ${std.toFixed(3)}`}</span>}
    </span>
  );
}
