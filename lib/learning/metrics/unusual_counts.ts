/**
 * Which hosts have more flagged records than chance explains.
 *
 * @module
 */
import {
  adjustProbabilities,
  correlationWithin,
  excessProbability,
  type FlaggedCount,
} from "./excess.ts";

/** One in so many of those that are called unusual may be so by chance. */
const FALSE_DISCOVERIES = 0.01;
/** Fewer flagged records say little, whatever their share. */
const FEWEST_FLAGGED = 3;

/**
 * Tells hosts apart whose flagged records chance does not explain, so that a busy host is not unusual
 * because it is busy. Chance flags the share of usual records that a model flags, or what half of the
 * hosts have, where that is more; how far records of one host are alike is told from the hosts
 * themselves.
 *
 * @param hosts records and flagged records of each
 * @param falseAlarms share of usual records that the model flags, 0 to 1
 * @returns one for each host
 */
export function unusualCounts(hosts: readonly FlaggedCount[], falseAlarms: number): boolean[] {
  const share = typicalShare(hosts, falseAlarms);
  const correlation = correlationWithin(hosts, share);
  const candidates = hosts.flatMap((host, index) =>
    host.flagged >= FEWEST_FLAGGED && host.flagged > share * host.records ? [index] : []
  );
  const adjusted = adjustProbabilities(
    candidates.map((index) => excessProbability(hosts[index], share, correlation)),
    hosts.length,
  );
  const unusual: boolean[] = Array(hosts.length).fill(false);
  candidates.forEach((index, i) => unusual[index] = adjusted[i] <= FALSE_DISCOVERIES);
  return unusual;
}

/** No share of 0 or 1 has a tail. */
const LEAST_SHARE = 1e-6;

function typicalShare(hosts: readonly FlaggedCount[], falseAlarms: number): number {
  const least = Math.max(falseAlarms, LEAST_SHARE);
  const shares = hosts.filter(({ records }) => records * least >= 1)
    .map(({ records, flagged }) => flagged / records).sort((a, b) => a - b);
  const middle = shares.length > 0 ? shares[(shares.length - 1) >> 1] : 0;
  return Math.min(0.5, Math.max(least, middle));
}
