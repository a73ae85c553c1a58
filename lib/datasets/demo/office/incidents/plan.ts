/**
 * Chooses where and how an incident takes place.
 *
 * @module
 */
import { createDraws } from "../../draws.ts";
import type { OfficeConnection } from "../connection.ts";
import type { Office } from "../hosts/office.ts";
import { subSeed } from "../sub_seed.ts";
import { beacon } from "./beacon.ts";
import { exfiltrationToCloud, exfiltrationToNew } from "./exfiltration.ts";
import { flood } from "./flood.ts";
import {
  INCIDENT_KINDS,
  type IncidentKind,
  type PlannedIncident,
  type Strength,
} from "./incident.ts";
import { lateralMovement } from "./lateral_movement.ts";
import { newCountry } from "./new_country.ts";
import { nightCopy } from "./night_copy.ts";
import { oddPort } from "./odd_port.ts";
import { outage } from "./outage.ts";
import { passwordGuessing } from "./password_guessing.ts";
import { fastScan, slowScan, verticalScan } from "./scans.ts";
import type { ScriptWriter } from "./stage.ts";
import { dnsTunnel, icmpTunnel } from "./tunnels.ts";

const SCRIPTS: Record<IncidentKind, ScriptWriter> = {
  "flood": flood,
  "exfiltration-new": exfiltrationToNew,
  "exfiltration-cloud": exfiltrationToCloud,
  "outage": outage,
  "dns-tunnel": dnsTunnel,
  "icmp-tunnel": icmpTunnel,
  "odd-port": oddPort,
  "night-copy": nightCopy,
  "vertical-scan": verticalScan,
  "slow-scan": slowScan,
  "fast-scan": fastScan,
  "lateral-movement": lateralMovement,
  "beacon": beacon,
  "password-guessing": passwordGuessing,
  "new-country": newCountry,
};

/** What incident is wanted. */
export interface IncidentOrder {
  kind: IncidentKind;
  strength: Strength;
  /** Midnight in UTC of the day on which it takes place: milliseconds since 1970. */
  start: number;
  /** Decides on host, time and all parameters. A whole number from 0 to 2^32 - 1. */
  seed: number;
}

/** Plans an incident; the same for the same office and order. */
export function planIncident(office: Office, order: IncidentOrder): PlannedIncident {
  const { kind, strength, start, seed } = order;
  const scriptSeed = subSeed(seed, INCIDENT_KINDS.indexOf(kind));
  const script = SCRIPTS[kind]({
    office,
    draws: createDraws(scriptSeed),
    start,
    amount: strength === "full" ? 1 : 0.5,
  });
  const { hosts, affected, from, to, alter } = script;
  return {
    kind,
    strength,
    hosts,
    affected,
    from: Math.floor(from),
    to: Math.ceil(to),
    connections() {
      const connections: OfficeConnection[] = [];
      script.play(createDraws(subSeed(scriptSeed, 1)), (connection) => {
        connection.label = kind;
        connections.push(connection);
      });
      return connections;
    },
    ...(alter && { alter }),
  };
}
