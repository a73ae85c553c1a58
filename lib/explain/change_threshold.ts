/**
 * Another threshold for a trained model.
 *
 * @module
 */
import { truthOf } from "../learning/metrics/per_class.ts";
import { evaluate } from "../training/evaluate.ts";
import { readTestRows } from "../training/rows/test_rows.ts";
import type { RunResult } from "../resources/run.ts";
import { renewModelWarnings } from "../training/warnings/model_warnings.ts";
import { applyRule, flagRows, movesAlong } from "../learning/thresholds/apply_rule.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import { readBundle } from "../models/bundle.ts";
import { labelsOf } from "./review/scored_rows.ts";
import { readScores } from "../models/scores.ts";

/** Why a model cannot have a threshold. */
export class ThresholdRefused extends Error {
  override name = "ThresholdRefused";

  /** @param outdated whether another rule would be refused too, because the model is too old */
  constructor(message: string, readonly outdated: boolean) {
    super(message);
  }
}

/**
 * Works out another threshold for a trained model: sets it by the scores that are kept with the
 * model, and counts flagged rows and figures anew. Nothing is trained, scored or saved: the catalogue
 * is the only place where a threshold is kept.
 *
 * @param run folder of the run
 * @param folder of the model
 * @returns the result of the model with the new threshold
 * @throws {ThresholdRefused} when the model was saved without held-out scores, or the rule needs
 * labels that the test has not
 */
export async function changeThreshold(
  run: string,
  folder: string,
  rule: ThresholdRule,
): Promise<RunResult> {
  const { test, heldOut } = await readScores(folder);
  if (!heldOut) {
    throw new ThresholdRefused(
      "This model was saved by an older Netsift without the scores of its held-out rows. " +
        "Repeat its run to choose another threshold.",
      true,
    );
  }
  const { result } = await readBundle(folder);
  const labels = labelsOf(await readTestRows(run), result);
  const truth = labels && truthOf(labels);
  const scores = { heldOut, test, truth };
  const threshold = thresholdBy(() => applyRule(rule, scores));
  const flags = movesAlong(rule) ? flagRows(rule, threshold.value, scores) : undefined;
  const { metrics, perClass, flaggedRows } = evaluate(test, labels, threshold.value, flags);
  const { warnings: _, ...unchanged } = result;
  const changed: RunResult = {
    ...unchanged,
    threshold: { ...rule, ...threshold },
    flaggedRows,
    metrics,
    perClass,
  };
  const warnings = renewModelWarnings(result, changed, scores);
  return warnings.length > 0 ? { ...changed, warnings } : changed;
}

function thresholdBy<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new ThresholdRefused(error.message, false) : error;
  }
}
