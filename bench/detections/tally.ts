/**
 * Counts what contenders found and what they claimed for nothing.
 *
 * @module
 */
import { DAY, HOUR } from "../../lib/datasets/demo/office/clock.ts";
import type { PlannedIncident } from "../../lib/datasets/demo/office/incidents/incident.ts";
import type { Verdict } from "./contender.ts";

/** How far the time of a claim may be off. */
const TOLERANCE = HOUR;

/** Trials of one kind and strength. */
export interface Trials {
  count: number;
  found: number;
  first: number;
  firstThree: number;
}

/** What one contender achieved in all runs. */
export class Tally {
  readonly trials = new Map<string, Trials>();
  /** Hosts of the office and days that were judged, incidents left out. */
  hostDays = 0;
  /** Claims on them, one for each host and day. */
  falseClaims = 0;
  /** Claims on outside hosts, one for each host and day. */
  falseOutside = 0;
  /** In words, what was missed, what came before incidents and what was claimed for nothing. */
  readonly remarks: string[] = [];
  /** The same without any incident. */
  readonly clean = { hostDays: 0, falseClaims: 0, falseOutside: 0 };

  /**
   * Adds a run.
   *
   * @param active for each judged day, by its midnight, the machines that were seen
   * @param machineOf the machine that an address belongs to, where it is one of the office's
   */
  add(
    verdict: Verdict,
    incidents: readonly PlannedIncident[],
    active: Map<number, Set<number>>,
    machineOf: (address: string) => number | undefined,
  ): void {
    for (const incident of incidents) this.#addTrial(verdict, incident, incidents, machineOf);
    const touched = touchedByDay(incidents, machineOf);
    const counted = { hostDays: 0, falseClaims: 0, falseOutside: 0 };
    for (const [start, machines] of active) {
      const claimed = new Map(
        verdict.claims.filter(({ from, to }) => from < start + DAY && to > start)
          .map((claim) => [machineOf(claim.host) ?? claim.host, claim]),
      );
      for (const machine of machines) {
        if (!touched.get(start)?.has(machine)) counted.hostDays++;
      }
      for (const [host, { from, text = "" }] of claimed) {
        if (touched.get(start)?.has(host)) continue;
        if (typeof host === "string") counted.falseOutside++;
        else if (machines.has(host)) counted.falseClaims++;
        this.remarks.push(`false claim, ${timeText(from)}: ${text}`);
      }
    }
    this.hostDays += counted.hostDays;
    this.falseClaims += counted.falseClaims;
    this.falseOutside += counted.falseOutside;
    if (incidents.length > 0) return;
    this.clean.hostDays += counted.hostDays;
    this.clean.falseClaims += counted.falseClaims;
    this.clean.falseOutside += counted.falseOutside;
  }

  #addTrial(
    { claims, ranking }: Verdict,
    incident: PlannedIncident,
    all: readonly PlannedIncident[],
    machineOf: (address: string) => number | undefined,
  ): void {
    const { kind, strength, hosts, from, to } = incident;
    const key = `${kind} ${strength}`;
    const trials = this.trials.get(key) ?? { count: 0, found: 0, first: 0, firstThree: 0 };
    this.trials.set(key, trials);
    trials.count++;
    const isFound = claims.some((claim) =>
      hosts.includes(claim.host) && claim.from < to + TOLERANCE && claim.to > from - TOLERANCE
    );
    if (isFound) trials.found++;
    else this.remarks.push(`missed ${key} of ${hosts[0]}, ${timeText(from)} to ${timeText(to)}`);
    const start = Math.floor(from / DAY) * DAY;
    const others = new Set(
      all.filter((each) => each !== incident && Math.floor(each.from / DAY) * DAY === start)
        .flatMap((each) => [...each.hosts, ...each.affected]),
    );
    // To name the outside end is as good; a machine inside that comes first is not.
    for (const address of incident.affected) {
      if (machineOf(address) === undefined) others.add(address);
    }
    // What another incident of the day touches is ranked for this one all the same.
    for (const address of hosts) others.delete(address);
    const listed = (ranking.get(start) ?? []).filter(({ host }) => !others.has(host));
    const own = listed.filter(({ host }) => hosts.includes(host)).map(({ score }) => score);
    if (own.length === 0) return;
    const best = Math.max(...own);
    // Of hosts with equal scores, this one comes last.
    const before = listed.filter(({ host, score }) => score >= best && !hosts.includes(host));
    if (before.length === 0) trials.first++;
    else {
      const rivals = before.slice(0, 3).map(({ host }) => host).join(", ");
      this.remarks.push(`${key} of ${hosts[0]}, ${timeText(from)}, comes after ${rivals}`);
    }
    if (before.length < 3) trials.firstThree++;
  }
}

function timeText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}

/** For each day, the machines and outside addresses that incidents touch. */
function touchedByDay(
  incidents: readonly PlannedIncident[],
  machineOf: (address: string) => number | undefined,
): Map<number, Set<number | string>> {
  const touched = new Map<number, Set<number | string>>();
  for (const { hosts, affected, from } of incidents) {
    const start = Math.floor(from / DAY) * DAY;
    const machines = touched.get(start) ?? new Set();
    touched.set(start, machines);
    for (const address of [...hosts, ...affected]) machines.add(machineOf(address) ?? address);
  }
  return touched;
}
