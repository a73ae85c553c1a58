/**
 * Small offices for tests.
 *
 * @module
 */
import type { OfficeConnection } from "./connection.ts";
import { OFFICE_START, OfficeScenario } from "./scenario.ts";

/** An office of 20 machines, from a Monday on. */
export function smallOffice({ seed = 1, days = 1, hosts = 20 } = {}): OfficeScenario {
  return new OfficeScenario({ seed, hosts, days, start: OFFICE_START });
}

/** All connections of a scenario without incidents. */
export function usualConnections(scenario: OfficeScenario): OfficeConnection[] {
  return [...scenario.days()].flatMap(({ connections }) => connections);
}
