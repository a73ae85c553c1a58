/**
 * Who decides on the records of each way in.
 *
 * @module
 */
import { judgeBy } from "../../learning/thresholds/apply_rule.ts";
import { fixedJudge, type Judge } from "../../learning/thresholds/judge.ts";
import type { LoadedModel } from "../../models/bundle.ts";

/** What decisions of a model depend on. */
type JudgedModel = Pick<LoadedModel, "bundle" | "heldOut">;

/**
 * Decides on records that come in order: those of a stream, a batch, a replay, or a request that is
 * a sequence. A threshold that moves starts as it did in the test of the run, from the held-out
 * scores, so the same records in the same order get the same verdicts.
 */
export function sequenceJudge({ bundle, heldOut }: JudgedModel): Judge {
  const { threshold } = bundle.result;
  return judgeBy(threshold, threshold.value, heldOut);
}

/**
 * Decides on single records: nothing came before them, so a threshold that moves stays
 * where the test of the run left it.
 */
export function recordJudge({ bundle }: Pick<JudgedModel, "bundle">): Judge {
  return fixedJudge(bundle.result.threshold.value);
}
