/**
 * One day of the office, while it is being put together.
 *
 * @module
 */
import type { Draws } from "../draws.ts";
import { DAY, HOUR } from "./clock.ts";
import type { OfficeConnection } from "./connection.ts";
import type { Office } from "./hosts/office.ts";

/** What the habits of machines and people draw from and write to. */
export interface Scene {
  office: Office;
  draws: Draws;
  /** Midnight in UTC at which the day begins: milliseconds since 1970. */
  start: number;
  /** Adds a connection; in any order. */
  add(connection: OfficeConnection): void;
}

/** A stretch of time: milliseconds since 1970, the end excluded. */
export interface Stretch {
  from: number;
  to: number;
}

/** The whole day of a scene. */
export function wholeDay({ start }: Scene): Stretch {
  return { from: start, to: start + DAY };
}

/** Does something at random times, so often an hour on average (a Poisson process). */
export function atRandom(
  { draws }: Scene,
  { from, to }: Stretch,
  perHour: number,
  act: (time: number) => void,
): void {
  const gap = HOUR / perHour;
  for (let time = from + draws.exponential(gap); time < to; time += draws.exponential(gap)) {
    act(time);
  }
}

/**
 * Does something by a timer.
 *
 * @param interval milliseconds
 * @param jitter how far an interval may be off, as a share of it
 */
export function byTimer(
  { draws }: Scene,
  { from, to }: Stretch,
  interval: number,
  jitter: number,
  act: (time: number) => void,
): void {
  let time = from + draws.uniform(0, interval);
  while (time < to) {
    act(time);
    time += interval * (1 + jitter * draws.uniform(-1, 1));
  }
}
