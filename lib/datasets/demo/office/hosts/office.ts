/**
 * The simulated office: its machines, its addresses and what it knows of the internet.
 *
 * @module
 */
import { createDraws, type Draws } from "../../draws.ts";
import { createInternet, type Internet } from "../internet.ts";
import { subSeed } from "../sub_seed.ts";
import { drawHabits } from "./habits.ts";
import type { Host, Person, Role, ServerRole } from "./host.ts";

/** An office and its surroundings. */
export interface Office {
  seed: number;
  hosts: readonly Host[];
  servers: Readonly<Record<ServerRole, readonly Host[]>>;
  people: readonly Person[];
  printers: readonly Host[];
  phones: readonly Host[];
  cameras: readonly Host[];
  guests: readonly Host[];
  internet: Internet;
  /** First bytes of the addresses inside, such as `10.20`. */
  prefix: string;
  /** First groups of its global IPv6 addresses. */
  prefix6: string;
}

/** Fewer machines are no office. */
export const LEAST_HOSTS = 20;
/** More machines do not fit into the address plan. */
export const MOST_HOSTS = 500;

/** Third byte of the addresses of a kind of machine. */
const SUBNETS: Record<Role, number> = {
  names: 10,
  directory: 10,
  files: 10,
  mail: 10,
  web: 11,
  database: 10,
  backup: 10,
  monitor: 10,
  login: 11,
  printer: 30,
  phone: 40,
  camera: 50,
  person: 20,
  guest: 90,
};

const SERVER_ROLES: readonly ServerRole[] = [
  "names",
  "directory",
  "files",
  "mail",
  "web",
  "database",
  "backup",
  "monitor",
  "login",
];

/**
 * Makes an office; the same for the same seed and size.
 *
 * @param count how many machines it has, from {@linkcode LEAST_HOSTS} to {@linkcode MOST_HOSTS}
 * @throws {RangeError} when there are fewer or more
 */
export function createOffice(seed: number, count: number): Office {
  if (!Number.isInteger(count) || count < LEAST_HOSTS || count > MOST_HOSTS) {
    throw new RangeError(`An office has ${LEAST_HOSTS} to ${MOST_HOSTS} hosts, not ${count}.`);
  }
  const draws = createDraws(subSeed(seed, 0x0ff1ce));
  const plan = new AddressPlan(draws);
  const internet = createInternet(seed);
  const share = (part: number) => Math.max(1, Math.round(part * count));
  const servers = {} as Record<ServerRole, Host[]>;
  for (const role of SERVER_ROLES) servers[role] = [plan.add(role)];
  // Larger offices have more servers of the kinds that carry load.
  for (let more = Math.round(count / 40) - 1; more > 0; more--) {
    const role = draws.pick(["names", "files", "web", "database", "files"] as const);
    servers[role].push(plan.add(role));
  }
  const machines = (role: Role, many: number) => Array.from({ length: many }, () => plan.add(role));
  const printers = machines("printer", share(0.05));
  const phones = machines("phone", share(0.1));
  const cameras = machines("camera", share(0.06));
  const guests = machines("guest", share(0.05));
  const traits = { sites: internet.sites.length, printers: printers.length };
  const people = machines("person", count - plan.hosts.length)
    .map((host): Person =>
      Object.assign(host, { role: "person" as const, habits: drawHabits(draws, traits) })
    );
  return {
    seed,
    hosts: plan.hosts,
    servers,
    people,
    printers,
    phones,
    cameras,
    guests,
    internet,
    prefix: plan.prefix,
    prefix6: plan.prefix6,
  };
}

/** Gives machines their addresses. */
class AddressPlan {
  readonly hosts: Host[] = [];
  readonly prefix: string;
  readonly prefix6: string;
  readonly #draws: Draws;
  readonly #used = new Map<number, number>();

  constructor(draws: Draws) {
    this.#draws = draws;
    this.prefix = draws.weighted([
      [`10.${draws.between(1, 200)}`, 6],
      [`172.${draws.between(16, 31)}`, 2],
      ["192.168", 2],
    ]);
    this.prefix6 = `2a02:8${draws.between(16, 255).toString(16)}:${
      draws.between(1, 0xffff).toString(16)
    }`;
  }

  /** Adds a machine with the next free address of its kind. */
  add(role: Role): Host {
    const draws = this.#draws;
    const subnet = SUBNETS[role];
    // Leases leave gaps; servers are numbered one by one.
    const isLeased = role === "person" || role === "guest";
    const last = this.#used.get(subnet) ?? 9;
    const next = last + (isLeased && draws.chance(0.2) ? 2 : 1);
    this.#used.set(subnet, next);
    // Workstations that do not fit into one network of 256 addresses fill the next.
    const offset = next % 240;
    const third = subnet + Math.floor(next / 240);
    const host: Host = {
      index: this.hosts.length,
      role,
      address: `${this.prefix}.${third}.${offset + 10}`,
    };
    const hasIpv6 = role === "person" ? draws.chance(0.4) : SERVERS_WITH_IPV6.has(role);
    if (hasIpv6) {
      const words = Array.from({ length: 4 }, () => draws.between(0x1000, 0xffff).toString(16));
      host.linkLocal = `fe80::${words.join(":")}`;
      host.address6 = `${this.prefix6}:${third.toString(16)}:${words.join(":")}`;
    }
    this.hosts.push(host);
    return host;
  }
}

const SERVERS_WITH_IPV6: ReadonlySet<Role> = new Set(["names", "directory", "web"]);
