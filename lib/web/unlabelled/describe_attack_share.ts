import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import type { AttackShare } from "../../explain/judgements/types.ts";

/** What verdicts on a sample say about all flagged records, in sentences. */
export function describeAttackShare(
  { attacks, benign, unsure, share, low, high, confidence }: AttackShare,
  flagged: number,
): string {
  const judged = attacks + benign;
  const told = `You marked ${formatCount(attacks)} of ${formatCount(judged)} as attack: ${
    formatShare(share)
  }.`;
  const sure = confidence === 1
    ? " These are all that are flagged."
    : ` Of all ${formatPlural(flagged, "flagged record")}, between ${formatShare(low)} and ${
      formatShare(high)
    } are attacks (${formatShare(confidence)} confidence).`;
  const left = unsure === 0
    ? ""
    : ` ${formatPlural(unsure, "record")} that you could not tell ${
      unsure === 1 ? "is" : "are"
    } left out.`;
  return told + sure + left;
}
