/**
 * The best figures of a run.
 *
 * @module
 */
import type { RunMetrics, RunResult } from "../runs/types.ts";
import { thresholdDefinition } from "../thresholds/catalogue.ts";

/** The name of a figure. */
export type Figure = Exclude<keyof RunMetrics, "confusion">;

/** Figures that do not depend on the threshold. */
const OF_SCORES: Figure[] = ["rocAuc", "prAuc"];

/**
 * Whether a result has the best figure of a run. A figure of a threshold that was chosen by test
 * labels is never the best: it says what is possible, not how the model does.
 */
export function isBest(results: RunResult[], result: RunResult, figure: Figure): boolean {
  const value = honest(result, figure);
  return results.length > 1 && value !== null &&
    results.every((other) => (honest(other, figure) ?? value) <= value);
}

function honest({ threshold, metrics }: RunResult, figure: Figure): number | null {
  const usesLabels = thresholdDefinition(threshold.rule).usesTestLabels;
  return usesLabels && !OF_SCORES.includes(figure) ? null : metrics[figure];
}
