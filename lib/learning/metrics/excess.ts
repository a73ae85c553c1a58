/**
 * Whether more records of a host are flagged than chance explains.
 *
 * @module
 */
import { incompleteBeta } from "../thresholds/tail/incomplete_beta.ts";

/** Records of one host in one window of time. */
export interface FlaggedCount {
  records: number;
  /** Those that a model flags. */
  flagged: number;
}

/** Median of a chi-squared variable with one degree of freedom. */
const CHI_SQUARED_MEDIAN = 0.4549;
/** Windows that are expected to hold fewer flagged records say little about how these scatter. */
const FEWEST_EXPECTED = 1;

/**
 * How much more flagged records of one host in one window are alike than chance has it: the
 * correlation within windows that makes the median of the squared residuals what it should be. By the
 * median, so that windows of an incident do not hide themselves.
 *
 * Source: L. Kish, "Survey Sampling", 1965, 5.4 (design effect); B. Devlin and K. Roeder, "Genomic
 * Control for Association Studies", Biometrics 55, 1999 (scale by the median).
 *
 * @param share of records that is flagged by chance
 * @returns 0, records are independent, to 1
 */
export function correlationWithin(windows: readonly FlaggedCount[], share: number): number {
  const usable = windows.filter(({ records }) => records * share >= FEWEST_EXPECTED);
  if (usable.length === 0 || share <= 0 || share >= 1) return 0;
  const excess = (correlation: number) =>
    median(usable.map(({ records, flagged }) => {
      const deviation = flagged - records * share;
      return deviation * deviation /
        (records * share * (1 - share) * (1 + (records - 1) * correlation));
    })) - CHI_SQUARED_MEDIAN;
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The probability that chance flags at least so many of so many records: the tail of a binomial
 * distribution of as many independent records as the correlation leaves. So it does not matter how
 * busy a host is, but how many of its records are flagged.
 *
 * @param share of records that is flagged by chance
 * @param correlation see {@linkcode correlationWithin}
 */
export function excessProbability(
  { records, flagged }: FlaggedCount,
  share: number,
  correlation: number,
): number {
  if (flagged <= 0) return 1;
  const independent = records / (1 + (records - 1) * correlation);
  const found = flagged * independent / records;
  return incompleteBeta(Math.max(found, 1e-9), independent - found + 1, share);
}

/**
 * Probabilities that hold for all tests together, by Benjamini and Hochberg.
 *
 * Source: "Controlling the False Discovery Rate", Journal of the Royal Statistical Society B 57, 1995.
 *
 * @param probabilities of the tests that have something to say
 * @param tests how many there are; the others count as 1
 * @returns in the order of `probabilities`
 */
export function adjustProbabilities(probabilities: readonly number[], tests: number): number[] {
  const order = probabilities.map((_, index) => index)
    .sort((a, b) => probabilities[b] - probabilities[a]);
  const adjusted = new Array<number>(probabilities.length);
  let least = 1;
  order.forEach((index, place) => {
    const rank = probabilities.length - place;
    least = Math.min(least, probabilities[index] * tests / rank);
    adjusted[index] = least;
  });
  return adjusted;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
