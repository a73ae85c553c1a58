/**
 * Where and when an incident can take place.
 *
 * @module
 */
import type { Draws } from "../../draws.ts";
import { DAY, HOUR, isWeekend } from "../clock.ts";
import type { OfficeConnection } from "../connection.ts";
import { runningHours } from "../habits/presence.ts";
import type { Host, ServerRole } from "../hosts/host.ts";
import type { Office } from "../hosts/office.ts";
import { addressIn, CLOUD_RANGES, HOSTING_RANGES } from "../places.ts";
import type { Stretch } from "../scene.ts";
import type { Incident } from "./incident.ts";

/** What a script is given. */
export interface Stage {
  office: Office;
  draws: Draws;
  /** Midnight of the day: milliseconds since 1970. */
  start: number;
  /** How much of the full strength: 1 or 0.5. */
  amount: number;
}

/** What a script decides. */
export interface Script extends Pick<Incident, "hosts" | "affected" | "from" | "to"> {
  /** Makes the connections, with a stream of draws that begins the same each time. */
  play(draws: Draws, add: (connection: OfficeConnection) => void): void;
  /** See {@linkcode PlannedIncident.alter}. */
  alter?(connection: OfficeConnection): boolean;
}

/** Decides on one incident. */
export type ScriptWriter = (stage: Stage) => Script;

/** A host and when it is on. */
export interface Actor {
  host: Host;
  /** When the incident takes place. */
  time: Stretch;
}

const FROM_SERVER = 0.15;
const SERVER_ROLES: ServerRole[] = ["web", "login", "files", "database", "mail"];

/** A workstation that is on for so many hours of the day, now and then a server instead. */
export function pickActor(stage: Stage, hours: number): Actor {
  const { office, draws, start } = stage;
  const running = office.people.flatMap((host) =>
    runningHours(office, host, start)
      .filter(({ from, to }) => to - from >= hours * HOUR && from >= start && to <= start + DAY)
      .map((time) => ({ host, time }))
  );
  const isServer = running.length === 0 || draws.chance(FROM_SERVER);
  const { host, time } = isServer
    ? {
      host: draws.pick(office.servers[draws.pick(SERVER_ROLES)]),
      time: { from: start, to: start + DAY },
    }
    : draws.pick(running);
  const from = draws.uniform(time.from, time.to - hours * HOUR);
  return { host, time: { from, to: from + hours * HOUR } };
}

/** A workstation, on or not. */
export function pickWorkstation({ office, draws }: Stage): Host {
  return draws.pick(office.people);
}

/** So many hours of the day at a time when people are at work; any time at the weekend. */
export function pickHours({ draws, start }: Stage, hours: number): Stretch {
  const [first, last] = isWeekend(start) ? [0, 24] : [8, 18];
  const from = start + draws.uniform(first, Math.max(first, last - hours)) * HOUR;
  return { from, to: from + hours * HOUR };
}

/** An address on the internet that the office never used, in a country that it deals with. */
export function newAddress({ office, draws }: Stage): string {
  const { countries } = office.internet;
  const hosting = HOSTING_RANGES.filter(({ country }) => countries.includes(country));
  const isCloud = hosting.length === 0 || draws.chance(0.4);
  return addressIn(draws, isCloud ? draws.pick(CLOUD_RANGES).range : draws.pick(hosting));
}

/** Spreads so many moments over a stretch, in order. */
export function spread(draws: Draws, { from, to }: Stretch, count: number): number[] {
  const moments = Array.from({ length: count }, () => draws.uniform(from, to));
  return moments.sort((a, b) => a - b);
}
