/**
 * How many incidents are found, and how often something is called unusual for nothing.
 *
 * @module
 */
import { NameTable } from "../../lib/behaviour/connection_block.ts";
import { connectionBlock } from "../../lib/datasets/demo/office/connection_blocks.ts";
import type { Host } from "../../lib/datasets/demo/office/hosts/host.ts";
import type { PlannedIncident } from "../../lib/datasets/demo/office/incidents/incident.ts";
import type { OfficeScenario } from "../../lib/datasets/demo/office/scenario.ts";
import { BehaviourChecks } from "./behaviour_checks.ts";
import type { Contender } from "./contender.ts";
import { FlowForest } from "./flow_forest.ts";
import { FIRST_JUDGED, officeOf, planRun } from "./plan.ts";
import { Tally } from "./tally.ts";
import { ZScores } from "./z_scores.ts";

/** False findings that are asked for, per 100 hosts and days. */
export const FALSE_FINDINGS = 1;

/** What contenders achieved, by name. */
export type Tallies = Map<string, Tally>;

/** Runs through the office of a seed: once without incidents, and so many rounds with each kind. */
export async function runSeed(seed: number, rounds: number, tallies: Tallies): Promise<void> {
  const scenario = officeOf(seed);
  const plans: PlannedIncident[][] = [[]];
  for (let round = 0; round < rounds; round++) plans.push(planRun(scenario.office, seed, round));
  for (const incidents of plans) await runOnce(scenario, incidents, tallies);
}

async function runOnce(
  scenario: OfficeScenario,
  incidents: readonly PlannedIncident[],
  tallies: Tallies,
): Promise<void> {
  const names = { hosts: new NameTable(), services: new NameTable() };
  const machines = machinesByAddress(scenario.office.hosts);
  const isOwn = (address: string) => machines.has(address);
  const dial = { falseFindings: FALSE_FINDINGS, firstJudged: FIRST_JUDGED };
  const contenders = new Map<string, Contender>([
    ["ours", new BehaviourChecks(names, FALSE_FINDINGS, FIRST_JUDGED)],
    ["zScores", new ZScores(isOwn, dial)],
    ["forest", new FlowForest(isOwn, dial)],
  ]);
  const active = new Map<number, Set<number>>();
  let rows = 0;
  for (const day of scenario.days(incidents)) {
    const block = connectionBlock(day.connections, names, rows);
    rows += block.rows;
    for (const contender of contenders.values()) await contender.push(day, block);
    if (day.start < FIRST_JUDGED) continue;
    const seen = new Set<number>();
    for (const { source } of day.connections) {
      const machine = machines.get(source);
      if (machine !== undefined) seen.add(machine);
    }
    active.set(day.start, seen);
  }
  for (const [name, contender] of contenders) {
    const tally = tallies.get(name) ?? new Tally();
    tallies.set(name, tally);
    tally.add(await contender.finish(), incidents, active, (address) => machines.get(address));
  }
}

function machinesByAddress(hosts: readonly Host[]): Map<string, number> {
  const machines = new Map<string, number>();
  for (const { index, address, address6, linkLocal } of hosts) {
    for (const each of [address, address6, linkLocal]) if (each) machines.set(each, index);
  }
  return machines;
}
