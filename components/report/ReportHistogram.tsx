import { formatCount, formatNumber } from "../../lib/base/format.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";

interface ReportHistogramProps {
  title: string;
  histogram: ModelCurves["histogram"];
  threshold: number;
}

const WIDTH = 640;
const HALF = 100;
const LEFT = 56;
const MIDDLE = 112;

/** The scores of normal rows upwards and of attacks downwards, on a logarithmic scale. */
export function ReportHistogram({ title, histogram, threshold }: ReportHistogramProps) {
  const { edges, normal, attack } = histogram;
  const low = edges[0];
  const range = edges.at(-1)! - low || 1;
  const most = Math.max(1, ...normal, ...attack);
  const x = (score: number) => LEFT + Math.min(1, Math.max(0, (score - low) / range)) * WIDTH;
  const height = (count: number) => Math.log1p(count) / Math.log1p(most) * HALF;
  const bars = (counts: number[], up: boolean) =>
    counts.map((count, i) => {
      if (count === 0) return "";
      const right = Math.max(x(edges[i + 1]), x(edges[i]) + 1);
      const end = MIDDLE + (up ? -1 : 1) * height(count);
      return `M${x(edges[i]).toFixed(1)} ${MIDDLE}V${end.toFixed(1)}H${
        right.toFixed(1)
      }V${MIDDLE}Z`;
    }).join("");
  const ticks = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    .filter((count) => count <= most).filter((_, i, all) => all.length < 5 || i % 2 === 0);
  return (
    <figure class="wide">
      <h3>Scores of {title}</h3>
      <figcaption>
        Normal rows upwards, attacks downwards, counts on a logarithmic scale. The line is the
        threshold, {formatNumber(threshold)}: rows to its right are flagged.
      </figcaption>
      <svg
        viewBox={`0 0 ${LEFT + WIDTH + 12} ${MIDDLE * 2 + 20}`}
        role="img"
        aria-label={`Histogram of the scores of ${title}, threshold ${formatNumber(threshold)}.`}
      >
        {ticks.flatMap((count) =>
          [-1, 1].map((side) => {
            const at = MIDDLE + side * height(count);
            return (
              <g key={`${count} ${side}`}>
                <path class="grid" d={`M${LEFT} ${at.toFixed(1)}h${WIDTH}`} />
                <text x={LEFT - 6} y={at + 4} text-anchor="end">{formatCount(count)}</text>
              </g>
            );
          })
        )}
        <path class="normal" d={bars(normal, true)} />
        <path class="attack" d={bars(attack, false)} />
        <path class="axis" d={`M${LEFT} ${MIDDLE}h${WIDTH}`} />
        <path class="threshold" d={`M${x(threshold).toFixed(1)} 4V${MIDDLE * 2 - 4}`} />
        <text x={LEFT} y={MIDDLE * 2 + 14}>{formatNumber(low)}</text>
        <text x={LEFT + WIDTH} y={MIDDLE * 2 + 14} text-anchor="end">
          {formatNumber(low + range)}
        </text>
      </svg>
    </figure>
  );
}
