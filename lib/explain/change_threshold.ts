/**
 * Another threshold for a trained model.
 *
 * @module
 */
import { truthOf } from "../learning/metrics/per_class.ts";
import { evaluate } from "../training/evaluate.ts";
import { readTestRows } from "../training/rows/test_rows.ts";
import { type JudgedTest, measureScores } from "../training/unlabelled/measure_scores.ts";
import { readTestHosts } from "../training/unlabelled/test_hosts.ts";
import type { RunResult } from "../resources/run.ts";
import type { UnlabelledResult } from "../resources/unlabelled.ts";
import { renewModelWarnings } from "../training/warnings/model_warnings.ts";
import { applyRule, flagRows, flagsAbove, movesAlong } from "../learning/thresholds/apply_rule.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import { readBundle } from "../models/bundle.ts";
import { labelsOf } from "./review/scored_rows.ts";
import { readScores } from "../models/scores.ts";

/** Why a model cannot have a threshold. */
export class ThresholdRefusedError extends Error {
  override name = "ThresholdRefusedError";

  /** @param outdated whether another rule would be refused too, because the model is too old */
  constructor(message: string, readonly outdated: boolean) {
    super(message);
  }
}

/**
 * Works out another threshold for a trained model: sets it by the scores that are kept with the
 * model, and recounts flagged rows and metrics. Nothing is trained, scored or saved: the catalogue
 * is the only place where a threshold is kept.
 *
 * @param run folder of the run
 * @param folder of the model
 * @returns the result of the model with the new threshold
 * @throws {ThresholdRefusedError} when the model was saved without held-out scores, or the rule needs
 * labels that the test has not
 */
export async function changeThreshold(
  run: string,
  folder: string,
  rule: ThresholdRule,
): Promise<RunResult> {
  const { test, heldOut } = await readScores(folder);
  if (!heldOut) {
    throw new ThresholdRefusedError(
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
  const judged = {
    threshold: threshold.value,
    flags: flags ?? flagsAbove(test, threshold.value),
    test,
    heldOut,
  };
  const { metrics, perClass, flaggedRows } = evaluate(test, labels, threshold.value, flags);
  const { warnings: _, unlabelled, ...unchanged } = result;
  const changed: RunResult = {
    ...unchanged,
    threshold: { ...rule, ...threshold },
    flaggedRows,
    metrics,
    perClass,
    ...(unlabelled && { unlabelled: await remeasure(run, unlabelled, rule, judged) }),
  };
  const warnings = renewModelWarnings(result, changed, scores);
  return warnings.length > 0 ? { ...changed, warnings } : changed;
}

/** What scores say at the new threshold; of a training again only what it flagged before is known. */
async function remeasure(
  run: string,
  { planted }: UnlabelledResult,
  rule: ThresholdRule,
  judged: Omit<JudgedTest, "rule">,
): Promise<UnlabelledResult> {
  return {
    ...measureScores({ rule, ...judged }, planted, await readTestHosts(run)),
    stability: null,
    stabilityNote: "Not known at a threshold that was changed after the training.",
  };
}

function thresholdBy<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new ThresholdRefusedError(error.message, false) : error;
  }
}
