import type { Draws } from "../../draws.ts";
import type { Habits } from "./host.ts";

const DEPARTMENTS = 4;

/** Draws how somebody works. */
export function drawHabits(
  draws: Draws,
  { sites, printers }: { sites: number; printers: number },
): Habits {
  const department = draws.integer(DEPARTMENTS);
  const isAdministrator = draws.chance(0.08);
  return {
    department,
    begin: Math.max(6, 8.4 + 0.9 * draws.normal()),
    hours: Math.max(4, 8.3 + 0.8 * draws.normal()),
    lunch: 12 + draws.uniform(0, 1),
    pace: Math.exp(0.4 * draws.normal()),
    sizes: Math.exp(0.7 * draws.normal()),
    staysOn: draws.chance(0.35),
    weekend: draws.weighted([[0.01, 7], [0.08, 2], [0.4, 1]]),
    isAdministrator,
    usesDatabase: department === 0 || isAdministrator,
    mailMinutes: draws.pick([5, 10, 10, 15]),
    reportHour: draws.uniform(9, 16),
    favourites: Array.from({ length: draws.between(8, 35) }, () => popular(draws, sites)),
    printer: draws.integer(Math.max(1, printers)),
  };
}

/** A position from 0 to `count` of which the first ones are drawn most, as by Zipf's law. */
export function popular(draws: Draws, count: number): number {
  return Math.floor(count * draws.next() ** 2.5);
}
