/**
 * The hosts of the simulated network: a site with a few servers and workstations, and the world.
 *
 * @module
 */
import type { Draws } from "./draws.ts";

/** Hosts by number. Every host has one number in the whole network. */
export interface Network {
  web: number[];
  mail: number[];
  names: number[];
  files: number[];
  shells: number[];
  workstations: number[];
  /** The machine that watches the others. */
  monitor: number;
  /** A client out in the world; few are seen often, most seldom. */
  visitor(draws: Draws): number;
  /** Somebody who attacks; hardly ever the same host twice. */
  attacker(draws: Draws): number;
  /** Every server of the site. */
  servers: number[];
}

const VISITORS = 600;
const FIRST_VISITOR = 1_000;
const FIRST_ATTACKER = 10_000;
const ATTACKERS = 5_000;

/** The site of the demo: 14 servers, 60 workstations and a monitor. */
export function createNetwork(): Network {
  const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const [web, mail, names] = [range(1, 4), range(10, 2), range(20, 2)];
  const [files, shells] = [range(30, 2), range(40, 4)];
  return {
    web,
    mail,
    names,
    files,
    shells,
    workstations: range(100, 60),
    monitor: 99,
    servers: [...web, ...mail, ...names, ...files, ...shells],
    // Zipf-like: the square of an even draw favours low numbers.
    visitor: (draws) => FIRST_VISITOR + Math.floor(VISITORS * draws.next() ** 2),
    attacker: (draws) => FIRST_ATTACKER + draws.integer(ATTACKERS),
  };
}
