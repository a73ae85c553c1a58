import { chernoffScore } from "../../statistics/chernoff.ts";

/** What each that is usual takes off. */
const DAMPING = 0.2;

/**
 * How surprising a count is for a host that has done the same before: {@linkcode chernoffScore}, less
 * the more of it is usual.
 *
 * @param count 0 or more
 * @param expected so many surprise nobody; greater than 0
 * @param usual what the host has reached before
 */
export function habitualScore(count: number, expected: number, usual: number): number {
  return chernoffScore(count, expected) / (1 + DAMPING * usual);
}
