import type { RunResult } from "../../lib/resources/run.ts";
import { metricOf, METRICS } from "../../lib/web/results/leaderboard.ts";

/** Why metrics are missing, where some are. */
export function MissingMetrics({ results }: { results: RunResult[] }) {
  const missing = results.some((result) =>
    METRICS.some(({ key }) => metricOf(result, key) === null)
  );
  if (!missing) return null;
  const { perClass } = results[0];
  if (results[0].metrics.confusion === null) {
    return (
      <p class="muted small">
        The test data has no labels, so there are no measures of how many attacks a model finds or
        how often it raises a false alarm. To review all flagged records, download the scores.
      </p>
    );
  }
  const reason = perClass.every(({ attack }) => attack)
    ? "The test data has attacks only. Metrics that also need normal records are not defined."
    : perClass.every(({ attack }) => !attack)
    ? "The test data has no attacks. Metrics that need attacks are not defined."
    : "A metric is not defined where a model flagged no record at all.";
  return <p class="muted small">n/a: {reason}</p>;
}
