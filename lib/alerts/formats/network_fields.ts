/**
 * What columns of well-known datasets and exporters stand for.
 *
 * @module
 */
import type { InputRecord } from "../../learning/features/input.ts";

/** What a record says about its connection, as far as its columns are known. */
export interface NetworkFields {
  sourceIp?: string;
  sourcePort?: number;
  destinationIp?: string;
  destinationPort?: number;
  /** Such as `tcp`. */
  transport?: string;
  /** Such as `http`. */
  protocol?: string;
  sourceBytes?: number;
  destinationBytes?: number;
}

/** Names of columns, letters and digits only: KDD'99, CIC-IDS, UNSW-NB15, Zeek and ECS. */
const COLUMNS: Record<keyof NetworkFields, string[]> = {
  sourceIp: ["srcip", "sourceip", "saddr", "idorigh", "srcaddr", "src", "sourceaddress"],
  sourcePort: ["srcport", "sport", "sourceport", "idorigp"],
  destinationIp: ["dstip", "destinationip", "destip", "daddr", "idresph", "dstaddr", "dst"],
  destinationPort: ["dstport", "dport", "dsport", "destinationport", "destport", "idrespp"],
  transport: ["protocoltype", "proto", "protocol", "networktransport", "transport"],
  protocol: ["service", "networkprotocol", "app"],
  sourceBytes: ["srcbytes", "sbytes", "origbytes", "sourcebytes"],
  destinationBytes: ["dstbytes", "dbytes", "respbytes", "destinationbytes"],
};

const FIELDS = new Map(
  Object.entries(COLUMNS).flatMap(([field, names]) =>
    names.map((name) => [name, field as keyof NetworkFields])
  ),
);

const NUMBERS: ReadonlySet<keyof NetworkFields> = new Set([
  "sourcePort",
  "destinationPort",
  "sourceBytes",
  "destinationBytes",
]);

const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]+)$/i;

/** What a column stands for; `undefined` where its name is not known. */
export function networkFieldOf(column: string): keyof NetworkFields | undefined {
  return FIELDS.get(column.toLowerCase().replace(/[^a-z0-9]/g, ""));
}

/** Reads what is known of a connection; values that cannot be what their column says are left out. */
export function networkFields(record: InputRecord): NetworkFields {
  const found: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(record)) {
    const field = networkFieldOf(name);
    if (!field || value === null || value === "" || Object.hasOwn(found, field)) continue;
    if (NUMBERS.has(field)) {
      const number = Number(value);
      const most = field.endsWith("Port") ? 65_535 : Number.MAX_SAFE_INTEGER;
      if (Number.isInteger(number) && number >= 0 && number <= most) found[field] = number;
    } else if (!field.endsWith("Ip") || IP_ADDRESS.test(String(value))) {
      found[field] = String(value).slice(0, 200);
    }
  }
  return found;
}
