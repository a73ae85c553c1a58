/**
 * Weeks of an office, day by day, with incidents where they are asked for.
 *
 * @module
 */
import { createDraws } from "../draws.ts";
import { DAY } from "./clock.ts";
import type { OfficeConnection } from "./connection.ts";
import { liveDay } from "./habits/office_day.ts";
import { createOffice, type Office } from "./hosts/office.ts";
import type { PlannedIncident } from "./incidents/incident.ts";
import { subSeed } from "./sub_seed.ts";

/** What to simulate. */
export interface OfficeOptions {
  /** Same seed, same office, same days. A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** Machines of the office, from 20 to 500. */
  hosts: number;
  /** The first midnight in UTC: milliseconds since 1970. */
  start: number;
  days: number;
}

/** Monday, 5 January 2026. */
export const OFFICE_START = Date.UTC(2026, 0, 5);

/** One day of an office. */
export interface OfficeDay {
  /** Counted from 0. */
  day: number;
  /** Midnight in UTC at which it begins: milliseconds since 1970. */
  start: number;
  /** In the order of time. */
  connections: OfficeConnection[];
}

/**
 * A simulated office over some days.
 *
 * @example
 * ```ts
 * import { OFFICE_START, OfficeScenario } from "./scenario.ts";
 *
 * const scenario = new OfficeScenario({ seed: 1, hosts: 20, days: 7, start: OFFICE_START });
 * for (const { connections } of scenario.days()) console.log(connections.length);
 * ```
 */
export class OfficeScenario {
  readonly office: Office;
  readonly #options: OfficeOptions;

  /** @throws {RangeError} when there are too few or too many hosts, or no days */
  constructor(options: OfficeOptions) {
    const { seed, hosts, days, start } = options;
    if (!Number.isInteger(days) || days < 1) {
      throw new RangeError(`A scenario has at least one day, not ${days}.`);
    }
    if (start % DAY !== 0) throw new RangeError("A scenario begins at midnight in UTC.");
    this.#options = options;
    this.office = createOffice(seed, hosts);
  }

  /** Whether an address is one of the office's, machines that do not exist included. */
  isLocal(address: string): boolean {
    const { prefix, prefix6 } = this.office;
    return address.startsWith(`${prefix}.`) || address.startsWith(`${prefix6}:`) ||
      address.startsWith("fe80:");
  }

  /**
   * Makes the days one after the other, so that only one is in memory.
   *
   * Usual traffic is the same whichever incidents there are, except that an outage changes what it
   * touches.
   */
  *days(incidents: readonly PlannedIncident[] = []): Generator<OfficeDay> {
    const { days } = this.#options;
    for (let day = 0; day < days; day++) yield this.#makeDay(day, incidents);
  }

  #makeDay(day: number, incidents: readonly PlannedIncident[]): OfficeDay {
    const { seed, start: first } = this.#options;
    const start = first + day * DAY;
    const end = start + DAY;
    let connections: OfficeConnection[] = [];
    const scene = {
      office: this.office,
      draws: createDraws(subSeed(seed, start / DAY, 0xda1)),
      start,
      // What begins before midnight or after the last one is left out, so that days do not overlap.
      add: (connection: OfficeConnection) => {
        if (connection.time >= start && connection.time < end) connections.push(connection);
      },
    };
    liveDay(scene);
    for (const incident of incidents) {
      if (incident.to <= start || incident.from >= end) continue;
      if (incident.alter) connections = connections.filter((each) => incident.alter!(each));
      for (const connection of incident.connections()) scene.add(connection);
    }
    connections.sort((a, b) => a.time - b.time);
    return { day, start, connections };
  }
}
