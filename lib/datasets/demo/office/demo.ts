/**
 * An office as demo traffic: some days of a network, with incidents on the last of them.
 *
 * @module
 */
import { writeAll } from "../../ingest/write_all.ts";
import { createRandom } from "../../../base/random.ts";
import { DAY } from "./clock.ts";
import { INCIDENT_KINDS, type PlannedIncident } from "./incidents/incident.ts";
import { planIncident } from "./incidents/plan.ts";
import type { OfficeConnection } from "./connection.ts";
import { writeOfficeCapture } from "./packets/write_capture.ts";
import { OFFICE_START, type OfficeDay, OfficeScenario } from "./scenario.ts";
import { subSeed } from "./sub_seed.ts";
import { zeekFooter, zeekHeader, zeekLine, type ZeekLogOptions } from "./zeek_log.ts";

/** What demo traffic to make. */
export interface OfficeDemoOptions {
  /** A whole number from 0 to 2^32 - 1. */
  seed: number;
  /** Machines of the office, from 20 to 500. */
  hosts: number;
  days: number;
  /** How many incidents there are, each of another kind. */
  incidents: number;
  /** A connection log of Zeek, or a packet capture. */
  form: "log" | "capture";
  /** Whether columns of the log say which connections belong to incidents. */
  labels: boolean;
}

/** More incidents than there are kinds are not possible. */
export const MOST_INCIDENTS = INCIDENT_KINDS.length;

/** Share of the days, at the end, on which incidents take place. */
const LAST_DAYS = 1 / 3;
const MOST_TRIES = 50;
const LINES_A_WRITE = 4_000;
/** Payload of a connection in a capture, in bytes and each direction, which keeps captures small. */
const MOST_PAYLOAD = 65_536;

/** An office and what will happen there. */
export interface OfficeDemo {
  scenario: OfficeScenario;
  /** By the time at which they begin. */
  incidents: PlannedIncident[];
}

/**
 * Plans demo traffic; the same for the same options.
 *
 * @throws {RangeError} when there are too few or too many hosts, days or incidents
 */
export function planOfficeDemo({ seed, hosts, days, incidents }: OfficeDemoOptions): OfficeDemo {
  if (!Number.isInteger(incidents) || incidents < 0 || incidents > MOST_INCIDENTS) {
    throw new RangeError(`An office has 0 to ${MOST_INCIDENTS} incidents, not ${incidents}.`);
  }
  const scenario = new OfficeScenario({ seed, hosts, days, start: OFFICE_START });
  const random = createRandom(subSeed(seed, 0xde30));
  const order = Uint32Array.from(INCIDENT_KINDS, (_, place) => place);
  random.shuffle(order);
  const lastDays = Math.max(1, Math.round(days * LAST_DAYS));
  const used = new Set<string>();
  const planned = Array.from(order.subarray(0, incidents), (kind, place) => {
    const start = OFFICE_START + (days - lastDays + (place % lastDays)) * DAY;
    for (let again = 0;; again++) {
      const incident = planIncident(scenario.office, {
        kind: INCIDENT_KINDS[kind],
        strength: "full",
        start,
        seed: subSeed(seed, place, again, 0xde30),
      });
      // Each host has one incident, as long as there are others.
      if (used.has(incident.hosts[0]) && again < MOST_TRIES) continue;
      used.add(incident.hosts[0]);
      return incident;
    }
  });
  return { scenario, incidents: planned.sort((a, b) => a.from - b.from) };
}

/** How demo traffic is written. */
export interface WriteOptions {
  /** Called with the share that is written, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** A capture ends after so many packets. */
  mostPackets?: number;
}

/** Writes demo traffic to a file. */
export async function writeOfficeDemo(
  path: string,
  options: OfficeDemoOptions,
  { onProgress = () => {}, mostPackets }: WriteOptions = {},
): Promise<void> {
  const { scenario, incidents } = planOfficeDemo(options);
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const write = (bytes: Uint8Array) => writeAll(file, bytes);
  const isLocal = (address: string) => scenario.isLocal(address);
  const days = daysWithProgress(scenario.days(incidents), options.days, onProgress);
  if (options.form === "log") writeLog(days, write, { ...options, isLocal });
  else {
    const limits = { mostPayload: MOST_PAYLOAD, mostPackets };
    writeOfficeCapture(connectionsOf(days), write, { isLocal, ...limits });
  }
}

function* daysWithProgress(
  days: Iterable<OfficeDay>,
  count: number,
  onProgress: (share: number) => void,
): Generator<OfficeDay> {
  for (const day of days) {
    yield day;
    onProgress((day.day + 1) / count);
  }
}

function* connectionsOf(days: Iterable<OfficeDay>): Generator<OfficeConnection> {
  for (const { connections } of days) yield* connections;
}

function writeLog(
  days: Iterable<OfficeDay>,
  write: (bytes: Uint8Array) => void,
  { seed, days: count, labels, isLocal }: OfficeDemoOptions & Pick<ZeekLogOptions, "isLocal">,
): void {
  const log = { seed, hasLabels: labels, isLocal };
  const encoder = new TextEncoder();
  const writeLines = (lines: string[]) => write(encoder.encode(`${lines.join("\n")}\n`));
  writeLines([zeekHeader(OFFICE_START, log)]);
  let row = 0;
  for (const { connections } of days) {
    for (let at = 0; at < connections.length; at += LINES_A_WRITE) {
      const some = connections.slice(at, at + LINES_A_WRITE);
      writeLines(some.map((each) => zeekLine(each, row++, log)));
    }
  }
  writeLines([zeekFooter(OFFICE_START + count * DAY)]);
}
