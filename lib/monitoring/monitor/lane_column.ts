import type { InputRecord } from "../../learning/features/input.ts";

/** Columns that people want lanes of, best first: letters and digits of their names. */
const PREFERRED = [
  "host",
  "hostname",
  "service",
  "dstip",
  "destinationip",
  "idresph",
  "srcip",
  "sourceip",
  "idorigh",
  "app",
  "destinationport",
  "dstport",
  "dsport",
  "idrespp",
  "protocoltype",
  "proto",
  "protocol",
];

/** The column that anomalies are shown by unless a person chooses another; `null` without columns. */
export function defaultLaneColumn(record: InputRecord): string | null {
  const names = Object.keys(record);
  const plain = new Map(names.map((name) => [name.toLowerCase().replace(/[^a-z0-9]/g, ""), name]));
  for (const preferred of PREFERRED) {
    const name = plain.get(preferred);
    if (name !== undefined) return name;
  }
  return names.find((name) => Object.hasOwn(record, name) && typeof record[name] === "string") ??
    names[0] ?? null;
}
