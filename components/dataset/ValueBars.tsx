import {
  barHeights,
  describeHistogram,
  describeTop,
} from "../../lib/web/datasets/column_values.ts";
import type { ColumnProfile } from "../../lib/resources/dataset.ts";

const WIDTH = 160;
const HEIGHT = 28;

/** How the values of a column are spread: a small histogram, or bars of the most frequent words. */
export function ValueBars({ column, rows }: { column: ColumnProfile; rows: number }) {
  const { histogram, top } = column;
  const heights = histogram
    ? barHeights(histogram.counts)
    : top.map(({ count }) => count / top[0].count);
  if (heights.length === 0) return <span class="muted">No values</span>;
  const text = describeTop(top, rows);
  return (
    <div class="values">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        {...histogram
          ? { role: "img", "aria-label": describeHistogram(histogram) }
          : { "aria-hidden": true }}
      >
        <path class={histogram ? "values-numbers" : "values-words"} d={barsPath(heights)} />
      </svg>
      <div class="clip small" title={text}>{text}</div>
    </div>
  );
}

/** All bars as one path: fifty rows of twenty bars stay a small page. */
function barsPath(heights: number[]): string {
  const step = WIDTH / Math.max(heights.length, 10);
  const gap = step > 4 ? 1 : 0;
  return heights.map((share, index) => {
    if (share === 0) return "";
    const height = Math.max(share * HEIGHT, 1.5).toFixed(1);
    return `M${(index * step).toFixed(1)} ${HEIGHT}v-${height}h${
      (step - gap).toFixed(1)
    }v${height}z`;
  }).join("");
}
