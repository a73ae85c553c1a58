import { clopperPearson } from "../../learning/thresholds/tail/clopper_pearson.ts";
import type { JudgedVerdict } from "../../resources/judgement.ts";
import type { AttackShare } from "./types.ts";

const CONFIDENCE = 0.95;

/**
 * The share of attacks among flagged records, by verdicts on a random sample of them, with the exact
 * interval of Clopper and Pearson. Where every flagged record was judged the share is known.
 *
 * @param verdicts of records of the sample; `null` for those that are not judged yet
 * @param flagged how many records the sample is of
 * @returns `null` until one was called an attack or benign
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { attackShare } from "./attack_share.ts";
 *
 * const verdicts = [...Array(9).fill("attack"), ...Array(3).fill("benign")];
 * const { share, low, high } = attackShare(verdicts, 30_000)!;
 * assert.deepEqual([share, low.toFixed(2), high.toFixed(2)], [0.75, "0.43", "0.95"]);
 * ```
 */
export function attackShare(
  verdicts: readonly (JudgedVerdict | null)[],
  flagged: number,
): AttackShare | null {
  const count = (verdict: JudgedVerdict) => verdicts.filter((each) => each === verdict).length;
  const counts = { attacks: count("attack"), benign: count("benign"), unsure: count("unsure") };
  const judged = counts.attacks + counts.benign;
  if (judged === 0) return null;
  const share = counts.attacks / judged;
  if (judged === flagged) return { ...counts, share, low: share, high: share, confidence: 1 };
  const { low, high } = clopperPearson(counts.attacks, judged, CONFIDENCE);
  return { ...counts, share, low, high, confidence: CONFIDENCE };
}
