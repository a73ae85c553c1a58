/**
 * Findings and hosts of a detection as they lie in its folder.
 *
 * @module
 */
import { join } from "node:path";
import type { ConnectionSelector, Finding } from "../../behaviour/finding.ts";
import { momentOf } from "../hosts/merge_hosts.ts";
import type { DetectionFinding, UnusualHost } from "../../resources/detection.ts";

/** A finding with what its connections are. */
export interface StoredFinding extends DetectionFinding {
  selector: ConnectionSelector;
}

/** The file of connections in the folder of a detection. */
export const CONNECTIONS_FILE = "connections.parquet";
/** The file of counts by time. */
export const BUCKETS_FILE = "buckets.parquet";
const FINDINGS_FILE = "findings.json";
const HOSTS_FILE = "hosts.json";

/** Gives findings an id each, in their order. */
export function numberFindings(findings: readonly Finding[]): StoredFinding[] {
  return findings.map(({ from, to, p, severity, ...finding }, index) => ({
    id: `finding-${index + 1}`,
    ...finding,
    p: Math.min(1, Math.max(0, p)),
    severity: Math.min(100, Math.max(0, severity)),
    from: momentOf(from),
    to: momentOf(to),
  }));
}

/** Writes both. */
export async function writeFindings(
  folder: string,
  findings: readonly StoredFinding[],
  hosts: readonly UnusualHost[],
): Promise<void> {
  await Deno.writeTextFile(join(folder, FINDINGS_FILE), JSON.stringify(findings));
  await Deno.writeTextFile(join(folder, HOSTS_FILE), JSON.stringify(hosts));
}

/** The findings of a detection, worst first. */
export async function readFindings(folder: string): Promise<StoredFinding[]> {
  return JSON.parse(await Deno.readTextFile(join(folder, FINDINGS_FILE)));
}

/** The hosts of a detection, worst first. */
export async function readHosts(folder: string): Promise<UnusualHost[]> {
  return JSON.parse(await Deno.readTextFile(join(folder, HOSTS_FILE)));
}
