/**
 * Datagrams of flow exporters for tests, made byte by byte.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";
import { EXPORT_COLUMNS } from "../exports/export_columns.ts";
import type { ExportedFlow } from "../exports/exported_flow.ts";
import { VARIABLE_LENGTH } from "./template.ts";

/** Seconds since 1970 at which datagrams of tests are sent. */
export const SENT = 1_700_000_000;

/** A field of a template; without an enterprise, one of IANA's. */
export interface FieldSpec {
  element: number;
  length: number;
  enterprise?: number;
}

/** A number of bytes in network order. */
export function uint(value: number | bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

/** Bytes one behind the other. */
export function join(...parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  return concatenated(Uint8Array, parts);
}

/** The bytes of an IPv4 address. */
export function ipv4(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.split("."), Number);
}

/** Values of a v5 record; the rest is 0. */
export interface V5Spec {
  source?: string;
  destination?: string;
  sourcePort?: number;
  destinationPort?: number;
  packets?: number;
  bytes?: number;
  /** Milliseconds since the exporter started. */
  first?: number;
  last?: number;
  protocol?: number;
  flags?: number;
}

/** A datagram of NetFlow v5, sent 100 seconds after its exporter started. */
export function v5Datagram(
  records: V5Spec[],
  { sequence = 0, uptime = 100_000, sampling = 0, count = records.length } = {},
): Uint8Array<ArrayBuffer> {
  const header = join(
    ...[uint(5, 2), uint(count, 2), uint(uptime, 4), uint(SENT, 4), uint(0, 4)],
    ...[uint(sequence, 4), uint(0, 2), uint(sampling, 2)],
  );
  return join(header, ...records.map(v5Record));
}

function v5Record(spec: V5Spec): Uint8Array<ArrayBuffer> {
  return join(
    ...[ipv4(spec.source ?? "10.0.0.1"), ipv4(spec.destination ?? "10.0.0.2"), uint(0, 4)],
    ...[uint(3, 2), uint(4, 2), uint(spec.packets ?? 1, 4), uint(spec.bytes ?? 40, 4)],
    ...[uint(spec.first ?? 90_000, 4), uint(spec.last ?? 95_000, 4)],
    ...[uint(spec.sourcePort ?? 40_000, 2), uint(spec.destinationPort ?? 80, 2), uint(0, 1)],
    ...[uint(spec.flags ?? 0, 1), uint(spec.protocol ?? 6, 1), uint(0, 1)],
    ...[uint(64_500, 2), uint(64_501, 2), uint(0, 4)],
  );
}

/** A datagram of NetFlow v9. */
export function v9Datagram(
  sets: Uint8Array<ArrayBuffer>[],
  { sequence = 0, uptime = 100_000, domain = 7 } = {},
): Uint8Array<ArrayBuffer> {
  return join(
    ...[uint(9, 2), uint(sets.length, 2), uint(uptime, 4), uint(SENT, 4)],
    ...[uint(sequence, 4), uint(domain, 4), ...sets],
  );
}

/** A message of IPFIX. */
export function ipfixMessage(
  sets: Uint8Array<ArrayBuffer>[],
  { sequence = 0, domain = 7 } = {},
): Uint8Array<ArrayBuffer> {
  const body = join(...sets);
  return join(
    ...[uint(10, 2), uint(16 + body.length, 2), uint(SENT, 4), uint(sequence, 4)],
    ...[uint(domain, 4), body],
  );
}

/** A set of any purpose, filled up to a multiple of four bytes. */
export function flowSet(
  id: number,
  ...contents: Uint8Array<ArrayBuffer>[]
): Uint8Array<ArrayBuffer> {
  const body = join(...contents);
  const padding = new Uint8Array(-body.length & 3);
  return join(uint(id, 2), uint(4 + body.length + padding.length, 2), body, padding);
}

/** The fields of a template; for IPFIX, those of enterprises too. */
export function fieldSpecifiers(fields: FieldSpec[]): Uint8Array<ArrayBuffer> {
  return join(
    ...fields.flatMap(({ element, length, enterprise }) => [
      uint(enterprise === undefined ? element : element | 0x8000, 2),
      uint(length, 2),
      ...(enterprise === undefined ? [] : [uint(enterprise, 4)]),
    ]),
  );
}

/** A template of flows, of either version. */
export function template(id: number, fields: FieldSpec[]): Uint8Array<ArrayBuffer> {
  return join(uint(id, 2), uint(fields.length, 2), fieldSpecifiers(fields));
}

/** A field of a length that varies. */
export const VARIABLE = VARIABLE_LENGTH;

/** Fields that most exporters send, of 25 bytes. */
export const COMMON_FIELDS: FieldSpec[] = [
  { element: 8, length: 4 },
  { element: 12, length: 4 },
  { element: 7, length: 2 },
  { element: 11, length: 2 },
  { element: 4, length: 1 },
  { element: 2, length: 4 },
  { element: 1, length: 8 },
];

/** A record of {@linkcode COMMON_FIELDS}. */
export function commonRecord(
  { source = "10.0.0.1", destination = "10.0.0.2", packets = 3, bytes = 300, protocol = 17 } = {},
): Uint8Array<ArrayBuffer> {
  return join(
    ...[ipv4(source), ipv4(destination), uint(50_000, 2), uint(53, 2), uint(protocol, 1)],
    ...[uint(packets, 4), uint(bytes, 8)],
  );
}

/** The columns of a flow by their names. */
export function columnsOf(flow: ExportedFlow): Record<string, string | number> {
  return Object.fromEntries(EXPORT_COLUMNS.map((column) => [column.name, column.of(flow)]));
}
