import { formatMetric, formatPlural } from "../../lib/base/format.ts";
import { rocAucs } from "../../lib/web/results/leaderboard.ts";
import type { Run } from "../../lib/resources/run.ts";

const WIDTH = 240;
const HEIGHT = 40;
const MARGIN = 5;

/** The best ROC-AUC of each run as a line, oldest run first; nothing for fewer than two. */
export function RunTrend({ runs }: { runs: Run[] }) {
  const best = runs.toReversed().flatMap((run) => {
    const areas = rocAucs(run).filter((area) => area !== null);
    return areas.length > 0 ? [Math.max(...areas)] : [];
  });
  if (best.length < 2) return null;
  const [least, most] = [Math.min(...best), Math.max(...best)];
  const points = best.map((area, index) => ({
    x: MARGIN + (index / (best.length - 1)) * (WIDTH - 2 * MARGIN),
    y: HEIGHT - MARGIN -
      (most === least ? 0.5 : (area - least) / (most - least)) * (HEIGHT - 2 * MARGIN),
  }));
  const words = `best ROC-AUC of ${formatPlural(best.length, "run")}, oldest first: ${
    formatMetric(best[0])
  } to ${formatMetric(best.at(-1)!)}, at most ${formatMetric(most)}`;
  return (
    <figure class="run-trend">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Line: ${words}`}>
        <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
        {points.map(({ x, y }, index) => <circle key={index} cx={x} cy={y} r={2.5} />)}
      </svg>
      <figcaption class="muted small" aria-hidden="true">
        {words[0].toUpperCase() + words.slice(1)}
      </figcaption>
    </figure>
  );
}
