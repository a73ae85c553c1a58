import { createDraws, type Draws } from "../../draws.ts";
import { DAY, HOUR, isWeekend } from "../clock.ts";
import type { Person } from "../hosts/host.ts";
import type { Office } from "../hosts/office.ts";
import type { Stretch } from "../scene.ts";
import { subSeed } from "../sub_seed.ts";

const VACATION = 0.06;
const ILL = 0.02;
const OUT_OF_OFFICE = 0.06;
const LUNCH_HOURS = 0.7;

/**
 * When somebody works at the workstation on a day: before and after lunch, or not at all.
 *
 * @param start midnight at which the day begins: milliseconds since 1970
 */
export function workingHours(office: Office, { index, habits }: Person, start: number): Stretch[] {
  const draws = createDraws(subSeed(office.seed, index, start / DAY, 0x9e5));
  const isAway = draws.chance(isWeekend(start) ? 1 - habits.weekend : ILL + OUT_OF_OFFICE);
  if (isAway || isOnVacation(office, index, start)) return [];
  const hours = isWeekend(start) ? draws.uniform(1.5, 5) : habits.hours + 0.6 * draws.normal();
  const begin = habits.begin + 0.35 * draws.normal() + (isWeekend(start) ? 1.5 : 0);
  const end = Math.min(23.5, begin + Math.max(2, hours));
  const lunch = habits.lunch + 0.2 * draws.normal();
  const at = (hour: number) => start + hour * HOUR;
  if (lunch <= begin || lunch + LUNCH_HOURS >= end) return [{ from: at(begin), to: at(end) }];
  return [{ from: at(begin), to: at(lunch) }, { from: at(lunch + LUNCH_HOURS), to: at(end) }];
}

/** Vacations last whole weeks. */
function isOnVacation({ seed }: Office, index: number, start: number): boolean {
  const week = Math.floor((start / DAY + 3) / 7);
  return subSeed(seed, index, week, 0xb4c) / 2 ** 32 < VACATION;
}

/** When the workstation runs on a day: always, or while somebody works and a little longer. */
export function runningHours(office: Office, person: Person, start: number): Stretch[] {
  if (person.habits.staysOn) return [{ from: start, to: start + DAY }];
  const working = workingHours(office, person, start);
  if (working.length === 0) return [];
  const last = working[working.length - 1];
  return [{ from: working[0].from, to: Math.min(start + DAY, last.to + 0.2 * HOUR) }];
}

/** How busy the office is at a time of the day, from 0 to 1; for what depends on many people. */
function officeActivity(time: number): number {
  const hour = (time % DAY) / HOUR;
  const day = Math.exp(-(((hour - 10.5) / 2.2) ** 2)) + 0.9 * Math.exp(-(((hour - 15) / 2.2) ** 2));
  return Math.min(1, 0.03 + (isWeekend(time) ? 0.08 : 1) * day);
}

/** A time of this day at which people are busy, drawn by {@linkcode officeActivity}. */
export function busyTime(draws: Draws, start: number): number {
  for (;;) {
    const time = start + draws.uniform(0, DAY);
    if (draws.chance(officeActivity(time))) return time;
  }
}
