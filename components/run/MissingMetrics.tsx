import type { RunResult } from "../../lib/resources/run.ts";
import { metricOf, METRICS } from "../../lib/web/results/leaderboard.ts";

/** Why metrics are missing, where some are. */
export function MissingMetrics({ results }: { results: RunResult[] }) {
  const missing = results.some((result) =>
    METRICS.some(({ key }) => metricOf(result, key) === null)
  );
  if (!missing) return null;
  const { perClass } = results[0];
  const reason = perClass.every(({ attack }) => attack)
    ? "The test data has attacks only. Metrics that also need normal records are not defined."
    : perClass.every(({ attack }) => !attack)
    ? "The test data has no attacks. Metrics that need attacks are not defined."
    : "A metric is not defined where a model flagged no record at all.";
  return <p class="muted small">n/a: {reason}</p>;
}
