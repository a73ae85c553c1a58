/**
 * What can happen in an office that should not.
 *
 * @module
 */
import type { OfficeConnection } from "../connection.ts";

/** DistinctRows of incidents; also the labels of their connections. */
export const INCIDENT_KINDS = [
  "flood",
  "exfiltration-new",
  "exfiltration-cloud",
  "outage",
  "dns-tunnel",
  "icmp-tunnel",
  "odd-port",
  "night-copy",
  "vertical-scan",
  "slow-scan",
  "fast-scan",
  "lateral-movement",
  "beacon",
  "password-guessing",
  "new-country",
] as const;

/** One of {@linkcode INCIDENT_KINDS}. */
export type IncidentKind = typeof INCIDENT_KINDS[number];

/** How strong an incident is: the full amount, or half of it. */
export type Strength = "full" | "half";

/** What is true of an incident. */
export interface Incident {
  kind: IncidentKind;
  strength: Strength;
  /** Addresses that an analyst would name: who did it, or to whom it was done from outside. */
  hosts: readonly string[];
  /** Addresses that the incident touches too; to call them unusual is no error. */
  affected: readonly string[];
  /** Milliseconds since 1970. */
  from: number;
  /** Milliseconds since 1970, exclusive. */
  to: number;
}

/** An incident that can be played. */
export interface PlannedIncident extends Incident {
  /** Its own connections, the same each time; those of one incident in any order. */
  connections(): Iterable<OfficeConnection>;
  /** Changes a usual connection that the incident touches; says whether it takes place at all. */
  alter?(connection: OfficeConnection): boolean;
}
