/**
 * Another threshold for a trained model.
 *
 * @module
 */
import { truthOf } from "../metrics/per_class.ts";
import { evaluate } from "../runs/evaluate.ts";
import { readTestRows } from "../runs/test_rows.ts";
import type { RunResult } from "../runs/types.ts";
import { applyRule, flagRows, movesAlong } from "../thresholds/apply_rule.ts";
import type { ThresholdRule } from "../thresholds/rule.ts";
import { readBundle, readCurves, rewriteResult } from "./bundle.ts";
import { labelsOf } from "./review/scored_rows.ts";
import { readScores } from "./scores.ts";

/** Why a model cannot have a threshold. */
export class ThresholdRefused extends Error {
  override name = "ThresholdRefused";

  /** @param outdated whether another rule would be refused too, because the model is too old */
  constructor(message: string, readonly outdated: boolean) {
    super(message);
  }
}

/**
 * Gives a trained model another threshold: sets it by the scores that are kept with the model, counts
 * flagged rows and figures anew, and saves them. Nothing is trained or scored again.
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
  const { metrics, perClass, flaggedRows, curves } = evaluate(
    test,
    labels,
    threshold.value,
    flags,
  );
  const changed: RunResult = {
    ...result,
    threshold: { ...rule, ...threshold },
    flaggedRows,
    metrics,
    perClass,
  };
  await rewriteResult(folder, changed, { ...await readCurves(folder), ...curves });
  return changed;
}

function thresholdBy<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new ThresholdRefused(error.message, false) : error;
  }
}
