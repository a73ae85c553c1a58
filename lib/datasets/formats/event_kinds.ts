/**
 * Files that hold records of several kinds, such as Suricata's `eve.json` and logs that Zeek streams.
 *
 * @module
 */
import type { EventKind } from "../../values/event_kind.ts";
import { DatasetError } from "../../base/dataset_error.ts";

/** The kind that stands for every record. */
export const ALL_KINDS = "all";

/** Suricata's flows, labelled with the signature of the first alert about each. */
export const LABELLED_FLOWS = "labelled-flow";

/** Kinds that describe whole connections: what is read where nobody chooses. */
const CONNECTIONS = ["flow", "conn", "netflow"];

/** Source: Suricata's manual, "Eve JSON Format". */
const SURICATA_KINDS = new Set([
  ...[
    "alert",
    "anomaly",
    "arp",
    "dcerpc",
    "dhcp",
    "dnp3",
    "dns",
    "drop",
    "fileinfo",
    "flow",
    "frame",
  ],
  ...[
    "ftp",
    "ftp_data",
    "http",
    "http2",
    "ike",
    "krb5",
    "ldap",
    "metadata",
    "modbus",
    "mqtt",
    "netflow",
  ],
  ...["nfs", "pgsql", "pop3", "quic", "rdp", "rfb", "sip", "smb", "smtp", "snmp", "ssh", "stats"],
  ...["tftp", "tls", "websocket"],
]);

/** How the kinds are told apart: the key, and whether most of its values must be known kinds. */
const FIELDS = [{ field: "_path", known: null }, { field: "event_type", known: SURICATA_KINDS }];

/**
 * Chooses the kind of records to read.
 *
 * @param records the first of the file
 * @param wanted the kind that a person asks for; {@linkcode ALL_KINDS} for every record
 * @returns `null` where all records are read
 * @throws {DatasetError} when the file has no records of the kind that is wanted
 */
export function chooseKind(
  records: readonly Record<string, unknown>[],
  wanted?: string,
): { filter: EventKind; warnings: string[] } | null {
  if (wanted === ALL_KINDS) return null;
  const found = kindsOf(records);
  if (found === null) {
    if (wanted === undefined) return null;
    throw new DatasetError(
      `The file has no kinds of records to choose "${wanted}" from: no key "_path" (Zeek) or ` +
        `"event_type" (Suricata) names them.`,
    );
  }
  const { field, counts } = found;
  const ordered = [...counts].sort(([, a], [, b]) => b - a);
  const listed = ordered.slice(0, 20).map(([kind, count]) => `${kind} (${count})`).join(", ");
  if (wanted !== undefined) {
    if (!counts.has(wanted)) {
      throw new DatasetError(
        `The first ${records.length} records contain none of the kind "${wanted}". They contain: ${listed}.`,
      );
    }
    return { filter: { field, kind: wanted }, warnings: [] };
  }
  if (counts.size < 2) return null;
  const kind = CONNECTIONS.find((each) => counts.has(each)) ?? ordered[0][0];
  return {
    filter: { field, kind },
    warnings: [
      `The file contains several kinds of records (${field}): ${listed} among the first ` +
      `${records.length}. Only "${kind}" was read. To read another kind, choose it when you upload.`,
    ],
  };
}

/** The kind of all these records, where a key names it and there is only one. */
export function onlyKind(records: readonly Record<string, unknown>[]): EventKind | undefined {
  const found = kindsOf(records);
  if (found?.counts.size !== 1) return undefined;
  const [kind] = found.counts.keys();
  return { field: found.field, kind };
}

function kindsOf(
  records: readonly Record<string, unknown>[],
): { field: string; counts: Map<string, number> } | null {
  for (const { field, known } of FIELDS) {
    const kinds = records.map((record) => record[field])
      .filter((kind): kind is string => typeof kind === "string" && kind !== "");
    if (kinds.length < records.length || kinds.length === 0) continue;
    if (known && kinds.filter((kind) => known.has(kind)).length < kinds.length / 2) continue;
    const counts = new Map<string, number>();
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return { field, counts };
  }
  return null;
}
