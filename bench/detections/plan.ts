/**
 * What happens in one run: three weeks and a day of an office of fifty machines, of which the last
 * eight days are judged.
 *
 * @module
 */
import { DAY } from "../../lib/datasets/demo/office/clock.ts";
import type { Office } from "../../lib/datasets/demo/office/hosts/office.ts";
import {
  INCIDENT_KINDS,
  type IncidentKind,
  type PlannedIncident,
} from "../../lib/datasets/demo/office/incidents/incident.ts";
import { planIncident } from "../../lib/datasets/demo/office/incidents/plan.ts";
import { OFFICE_START, OfficeScenario } from "../../lib/datasets/demo/office/scenario.ts";
import { subSeed } from "../../lib/datasets/demo/office/sub_seed.ts";
import { createRandom } from "../../lib/base/random.ts";

export const HOSTS = 50;
export const DAYS = 22;
/** The first day that is judged. */
export const FIRST_JUDGED = OFFICE_START + 14 * DAY;
const INCIDENTS_A_DAY = 2;
const MOST_TRIES = 50;

/** Seeds on which checks may be tuned. */
export const TUNING_SEEDS = Array.from({ length: 30 }, (_, i) => 1 + i);
/** Seeds that nothing but the final run uses, neither for offices nor for incidents. */
export const FINAL_SEEDS = Array.from({ length: 20 }, (_, i) => 9_001 + i);

/** The office of a seed. */
export function officeOf(seed: number): OfficeScenario {
  return new OfficeScenario({ seed, hosts: HOSTS, days: DAYS, start: OFFICE_START });
}

/**
 * Each kind of incident once, in turns at full strength and at half. An outage has a day to itself, for
 * it touches everybody; the others come in twos on different hosts.
 *
 * @param round counted from 0
 */
export function planRun(office: Office, seed: number, round: number): PlannedIncident[] {
  const random = createRandom(subSeed(seed, round, 0xbe9c));
  const days = shuffled(Array.from({ length: 8 }, (_, i) => FIRST_JUDGED + i * DAY), random);
  const kinds = shuffled(INCIDENT_KINDS.filter((kind) => kind !== "outage"), random);
  const planned: PlannedIncident[] = [];
  const used = new Set<string>();
  const add = (kind: IncidentKind, start: number) => {
    const isFull = (INCIDENT_KINDS.indexOf(kind) + seed + round) % 2 === 0;
    for (let again = 0; again < MOST_TRIES; again++) {
      const incident = planIncident(office, {
        kind,
        strength: isFull ? "full" : "half",
        start,
        seed: subSeed(seed, round, again, 0x1dc),
      });
      if (used.has(incident.hosts[0]) && again < MOST_TRIES - 1) continue;
      used.add(incident.hosts[0]);
      planned.push(incident);
      return;
    }
  };
  add("outage", days[7]);
  kinds.forEach((kind, place) => add(kind, days[Math.floor(place / INCIDENTS_A_DAY)]));
  return planned;
}

function shuffled<T>(values: readonly T[], random: ReturnType<typeof createRandom>): T[] {
  const order = Uint32Array.from(values, (_, place) => place);
  random.shuffle(order);
  return Array.from(order, (place) => values[place]);
}
