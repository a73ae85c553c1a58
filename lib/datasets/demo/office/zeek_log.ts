/**
 * Writes the office's connections as Zeek writes its connection log.
 *
 * Source: Zeek's documentation of conn.log; the labels are those of IoT-23 (S. Garcia, A. Parmisano,
 * M. J. Erquiaga, 2020).
 *
 * @module
 */
import type { OfficeConnection } from "./connection.ts";
import { subSeed } from "./sub_seed.ts";

const FIELDS: readonly [name: string, type: string][] = [
  ["ts", "time"],
  ["uid", "string"],
  ["id.orig_h", "addr"],
  ["id.orig_p", "port"],
  ["id.resp_h", "addr"],
  ["id.resp_p", "port"],
  ["proto", "enum"],
  ["service", "string"],
  ["duration", "interval"],
  ["orig_bytes", "count"],
  ["resp_bytes", "count"],
  ["conn_state", "string"],
  ["local_orig", "bool"],
  ["local_resp", "bool"],
  ["missed_bytes", "count"],
  ["history", "string"],
  ["orig_pkts", "count"],
  ["orig_ip_bytes", "count"],
  ["resp_pkts", "count"],
  ["resp_ip_bytes", "count"],
  ["tunnel_parents", "set[string]"],
];
const LABEL_FIELDS: typeof FIELDS = [["label", "string"], ["detailed-label", "string"]];

const TRANSPORT_HEADER_BYTES = { tcp: 20, udp: 8, icmp: 8 } as const;
const UNSET = "-";

/** How a log is written. */
export interface ZeekLogOptions {
  /** The seed of the office, from which identifiers of connections are drawn. */
  seed: number;
  /** Whether columns say which connections belong to incidents. */
  hasLabels: boolean;
  /** Whether an address is one of the office's. */
  isLocal: (address: string) => boolean;
}

/** The lines before the first connection, without a line end at the end. */
export function zeekHeader(opened: number, { hasLabels }: ZeekLogOptions): string {
  const fields = hasLabels ? [...FIELDS, ...LABEL_FIELDS] : FIELDS;
  return [
    "#separator \\x09",
    "#set_separator\t,",
    "#empty_field\t(empty)",
    "#unset_field\t-",
    "#path\tconn",
    `#open\t${directiveTime(opened)}`,
    `#fields\t${fields.map(([name]) => name).join("\t")}`,
    `#types\t${fields.map(([, type]) => type).join("\t")}`,
  ].join("\n");
}

/** The line after the last connection. */
export function zeekFooter(closed: number): string {
  return `#close\t${directiveTime(closed)}`;
}

/**
 * One connection.
 *
 * @param row position in the log, which tells connections apart
 */
export function zeekLine(each: OfficeConnection, row: number, options: ZeekLogOptions): string {
  const isSilent = Number.isNaN(each.duration);
  const header = (each.source.includes(":") ? 40 : 20) + TRANSPORT_HEADER_BYTES[each.protocol];
  const line = [
    seconds(each.time / 1000),
    connectionId(options.seed, row),
    each.source,
    each.sourcePort,
    each.destination,
    each.destinationPort,
    each.protocol,
    each.service || UNSET,
    isSilent ? UNSET : seconds(each.duration),
    isSilent ? UNSET : each.sourceBytes,
    isSilent ? UNSET : each.destinationBytes,
    each.state,
    options.isLocal(each.source) ? "T" : "F",
    options.isLocal(each.destination) ? "T" : "F",
    0,
    each.history || UNSET,
    each.sourcePackets,
    each.sourceBytes + header * each.sourcePackets,
    each.destinationPackets,
    each.destinationBytes + header * each.destinationPackets,
    UNSET,
  ].join("\t");
  if (!options.hasLabels) return line;
  return each.label === "" ? `${line}\tBenign\t-` : `${line}\tMalicious\t${each.label}`;
}

function seconds(value: number): string {
  return value.toFixed(6);
}

/** As Zeek names connections: a C and letters and digits. */
function connectionId(seed: number, row: number): string {
  const words = [0, 1, 2].map((part) => subSeed(seed, row, part).toString(36).padStart(7, "0"));
  return `C${words.join("").slice(0, 17)}`;
}

/** A time as directives have it, such as `2026-01-05-00-00-00`. */
function directiveTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[T:]/g, "-");
}
