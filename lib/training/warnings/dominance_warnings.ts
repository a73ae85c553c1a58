import { formatShare } from "../../base/format.ts";
import type { Dominance } from "../contamination/dominance.ts";

/** A larger share of the training rows is learned as usual, whatever it is. */
const DOMINANT = 0.3;

const CONSEQUENCE = "What makes up much of the training data is learned as usual. If this is an " +
  "attack, detectors that learn from it cannot find it: train on a period without it.";

/** What looks like an attack that makes up much of the unlabelled training data, in sentences. */
export function dominanceWarnings({ pattern, unanswered }: Dominance): string[] {
  const found = [
    ...(unanswered && unanswered.share > DOMINANT
      ? [
        `${formatShare(unanswered.share)} of the training rows are connections without an answer ` +
        `(${unanswered.column}: ${unanswered.states.join(", ")}), as scans and floods leave them.`,
      ]
      : []),
    ...(pattern && pattern.share > DOMINANT
      ? [
        `${formatShare(pattern.share)} of the training rows are connections from ` +
        `${pattern.source} to port ${pattern.port}.`,
      ]
      : []),
  ];
  return found.map((sentence) => `${sentence} ${CONSEQUENCE}`);
}
