import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { RunComparison, ScoreFit } from "../../lib/explain/comparison/types.ts";
import { describeFit } from "../../lib/web/unlabelled/describe_unlabelled.ts";

const HEIGHT = 100;

interface ScoreFitsProps {
  comparison: RunComparison;
  /** By id of the model. */
  titles: ReadonlyMap<string, string>;
}

/** For each model, how the test data scores beside the training data. */
export function ScoreFits({ comparison, titles }: ScoreFitsProps) {
  return (
    <section class="card" aria-labelledby="fits-title">
      <header>
        <h2 id="fits-title">Does the test data resemble the training data?</h2>
        <p>
          Bars: test records by score; those above the threshold, in orange, are flagged. Line:
          training records that were held out, scaled to as many. Counts are logarithmic; the outer
          bars hold all that lies beyond.
        </p>
      </header>
      <div class="score-fits">
        {comparison.fits.map((fit) => (
          <FitFigure key={fit.model} fit={fit} title={titles.get(fit.model) ?? fit.model} />
        ))}
      </div>
    </section>
  );
}

function FitFigure({ fit, title }: { fit: ScoreFit; title: string }) {
  const { test, training, edges, threshold } = fit;
  const most = Math.max(1, ...test, ...training);
  const heightOf = (count: number) => HEIGHT * Math.log1p(count) / Math.log1p(most);
  const firstFlagged = edges.indexOf(threshold);
  const bars = (from: number, to: number) =>
    test.slice(from, to).map((count, i) => {
      const height = heightOf(count).toFixed(1);
      return `M${from + i} ${HEIGHT}h.82v-${height}h-.82z`;
    }).join("");
  const line = training.map((count, i) => `${i + 0.4},${(HEIGHT - heightOf(count)).toFixed(1)}`);
  const above = test.slice(firstFlagged).reduce((sum, count) => sum + count, 0);
  const total = test.reduce((sum, count) => sum + count, 0);
  const summary = `${title}: ${formatCount(above)} of ${
    formatCount(total)
  } test records score above the threshold (${formatShare(total > 0 ? above / total : 0)}). ${
    describeFit(fit)
  }`;
  return (
    <figure>
      <h3>{title}</h3>
      <div class="score-fit" role="img" aria-label={summary}>
        <svg viewBox={`0 0 ${test.length} ${HEIGHT}`} preserveAspectRatio="none">
          <path class="bar-normal" d={bars(0, firstFlagged)} />
          <path class="bar-attack" d={bars(firstFlagged, test.length)} />
          <polyline points={line.join(" ")} />
        </svg>
        <div class="score-limit">
          <span>threshold</span>
        </div>
      </div>
      <div class="score-axis" aria-hidden="true">
        <span>usual</span>
        <span>more unusual</span>
      </div>
      <figcaption class="muted small">{describeFit(fit)}</figcaption>
    </figure>
  );
}
