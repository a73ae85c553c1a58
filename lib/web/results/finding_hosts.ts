import type { FindingHosts, Findings } from "../../explain/findings/types.ts";

/** Records of a host, on average, from which on a table of hosts tells more than one of records. */
const LEAST_RECORDS = 1.25;

/** Which hosts a table shows. */
export type HostSide = "source" | "destination";

/**
 * The sides whose hosts occur more than once, most of them; the senders where neither does. Those of
 * the first are shown at first.
 *
 * @example
 * ```ts
 * import { hostSides } from "./finding_hosts.ts";
 * import assert from "node:assert/strict";
 *
 * const hosts = (total: number) => ({ column: "ip", total, flagged: 0, top: [] });
 * const sides = (source: number, destination: number) =>
 *   hostSides({ records: 1000, hosts: hosts(source), destinations: hosts(destination) });
 * assert.deepEqual(sides(40, 20), ["source", "destination"]);
 * assert.deepEqual(sides(998, 240), ["destination"]);
 * assert.deepEqual(sides(998, 1000), ["source"]);
 * ```
 */
export function hostSides(
  findings: Pick<Findings, "records" | "hosts" | "destinations">,
): HostSide[] {
  const repeats = (side: HostSide) => {
    const found = hostsOf(findings, side);
    return found !== null && findings.records >= LEAST_RECORDS * found.total;
  };
  const sides = (["source", "destination"] as const).filter(repeats);
  return sides.length === 0 && findings.hosts ? ["source"] : sides;
}

/** The hosts of a side. */
export function hostsOf(
  { hosts, destinations }: Pick<Findings, "hosts" | "destinations">,
  side: HostSide,
): FindingHosts | null {
  return side === "source" ? hosts : destinations;
}
