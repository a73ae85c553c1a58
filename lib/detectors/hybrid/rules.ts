/**
 * The rules by which the members of a hybrid decide together.
 *
 * @module
 */
import { asFraction, type Calibration } from "./calibration.ts";

/** The rules, by the name that the HTTP API uses. */
const HYBRID_RULES = ["all", "any", "majority", "mean", "maximum", "weighted"] as const;

/** The name of a rule. */
export type HybridRule = (typeof HYBRID_RULES)[number];

/** What the rules look at for one row: a value for each member, in the order of the members. */
export interface MemberOpinions {
  /** Scores on the scale of the calibration. */
  calibrated: ArrayLike<number>;
  /** How many members flag the row. */
  votes: number;
}

/**
 * How many votes flag a row; `null` for rules that look at scores in place of votes.
 *
 * @param members how many there are
 */
export function votesNeeded(rule: HybridRule, members: number): number | null {
  switch (rule) {
    case "all":
      return members;
    case "any":
      return 1;
    case "majority":
      return Math.floor(members / 2) + 1;
    default:
      return null;
  }
}

/**
 * The score of one row.
 *
 * Under a voting rule: the number of votes plus the mean calibrated score as a fraction, so that it
 * is greater than k exactly when k members or more flag the row. Under `mean` the mean of the
 * calibrated scores, under `weighted` their weighted mean, under `maximum` the largest.
 *
 * With probabilities, `mean` orders rows as Fisher's method of combining independent tests does, and
 * `maximum` as Tippett's. Sources: R. A. Fisher, "Statistical Methods for Research Workers", 4th ed.,
 * 1932; L. H. C. Tippett, "The Methods of Statistics", 1931.
 */
export function combine(
  rule: HybridRule,
  calibration: Calibration,
  { calibrated, votes }: MemberOpinions,
  weights: readonly number[],
): number {
  if (rule === "maximum") return calibrated[largestOf(calibrated)];
  const mean = weightedMean(calibrated, rule === "weighted" ? weights : null);
  return votesNeeded(rule, calibrated.length) === null
    ? mean
    : votes + asFraction(mean, calibration);
}

/**
 * The part that each member has in a score, adding up to 1: of its calibrated score in the sum of
 * all, weighted under `weighted`. Under `maximum` the member with the largest has it all.
 */
export function sharesInScore(
  rule: HybridRule,
  calibrated: ArrayLike<number>,
  weights: readonly number[],
): number[] {
  const members = Array.from(calibrated);
  if (rule === "maximum") {
    const largest = largestOf(calibrated);
    return members.map((_, member) => member === largest ? 1 : 0);
  }
  const weightOf = (member: number) => rule === "weighted" ? weights[member] : 1;
  const parts = members.map((value, member) => value * weightOf(member));
  const sum = parts.reduce((total, part) => total + part, 0);
  if (sum > 0) return parts.map((part) => part / sum);
  const weightSum = members.reduce((total, _, member) => total + weightOf(member), 0);
  return members.map((_, member) => weightOf(member) / weightSum);
}

function weightedMean(values: ArrayLike<number>, weights: readonly number[] | null): number {
  let sum = 0;
  let weightSum = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i] : 1;
    sum += weight * values[i];
    weightSum += weight;
  }
  return sum / weightSum;
}

/** The first of the largest. */
function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[largest]) largest = i;
  return largest;
}
