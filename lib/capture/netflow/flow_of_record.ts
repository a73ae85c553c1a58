import { ExportedFlow } from "../exports/exported_flow.ts";
import { ICMP, ICMPV6, TCP } from "../packets/decoded_packet.ts";
import type { RecordFields } from "./record_fields.ts";

/** When a record was sent, as the header of its datagram says. */
export interface ExportTime {
  /** Milliseconds since 1970. */
  time: number;
  /** Milliseconds since the exporter started; `NaN` where the header has none, as in IPFIX. */
  uptime: number;
}

/** What else is known about an exporter. */
export interface RecordOrigin {
  exporter: string;
  domain: number;
  /** One of how many packets was looked at. */
  sampling: number;
  /** When it started, in milliseconds since 1970, where only its options say so. */
  bootTime: number;
}

const MILLISECOND = 1000;

/** The flow that a record describes. Packets and bytes of sampled flows are scaled up. */
export function flowOfRecord(
  fields: RecordFields,
  sent: ExportTime,
  origin: RecordOrigin,
): ExportedFlow {
  const flow = new ExportedFlow();
  const { sampling } = origin;
  flow.exporter = origin.exporter;
  flow.domain = origin.domain;
  flow.source = fields.source;
  flow.destination = fields.destination;
  flow.sourcePort = fields.sourcePort;
  flow.destinationPort = fields.destinationPort;
  flow.protocol = fields.protocol;
  flow.packets = sampling * firstOf(fields.packets, fields.totalPackets, fields.postPackets);
  flow.bytes = sampling * firstOf(fields.bytes, fields.totalBytes, fields.postBytes);
  flow.reversePackets = sampling * fields.reversePackets;
  flow.reverseBytes = sampling * fields.reverseBytes;
  if (fields.protocol === TCP) {
    flow.flags = fields.flags;
    flow.reverseFlags = fields.reverseFlags;
  }
  flow.tos = fields.tos;
  flow.input = fields.input;
  flow.output = fields.output;
  flow.sourceAs = fields.sourceAs;
  flow.destinationAs = fields.destinationAs;
  flow.endReason = fields.endReason;
  flow.sampling = sampling;
  setIcmp(flow, fields);
  setTimes(flow, fields, sent, origin.bootTime);
  return flow;
}

/** Exporters send type and code of ICMP in their own field, or as the port of the destination. */
function setIcmp(flow: ExportedFlow, fields: RecordFields): void {
  if (flow.protocol !== ICMP && flow.protocol !== ICMPV6) return;
  const both = firstOf(fields.icmpTypeCode, fields.destinationPort);
  flow.icmpType = firstOf(fields.icmpType, Math.floor(both / 256));
  flow.icmpCode = firstOf(fields.icmpCode, both % 256);
  flow.sourcePort = flow.destinationPort = 0;
}

function setTimes(
  flow: ExportedFlow,
  fields: RecordFields,
  sent: ExportTime,
  bootTime: number,
): void {
  const uptime = firstOf(sent.uptime, sent.time - firstOf(fields.bootTime, bootTime));
  let start = firstOf(
    fields.start,
    timeOfUptime(fields.startUptime, uptime, sent.time),
    sent.time * MILLISECOND - fields.startBefore,
  );
  let end = firstOf(
    fields.end,
    timeOfUptime(fields.endUptime, uptime, sent.time),
    sent.time * MILLISECOND - fields.endBefore,
  );
  if (Number.isNaN(end)) end = start + fields.duration;
  if (Number.isNaN(start)) start = end - fields.duration;
  flow.setTimes(start, end);
}

/** A moment of an exporter's clock, which wraps every 50 days, in microseconds since 1970. */
export function timeOfUptime(then: number, uptime: number, exportTime: number): number {
  if (Number.isNaN(then) || Number.isNaN(uptime)) return NaN;
  // The difference as a signed number of 32 bits is right across the wrap.
  const ago = (uptime - then) | 0;
  return (exportTime - ago) * MILLISECOND;
}

function firstOf(...values: number[]): number {
  return values.find((value) => !Number.isNaN(value)) ?? NaN;
}
