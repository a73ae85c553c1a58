/**
 * NetFlow version 5: records of one fixed layout.
 *
 * Source: Cisco, "NetFlow Services Solutions Guide", NetFlow Export Datagram Formats.
 *
 * @module
 */
import { addressText } from "../columns/address_text.ts";
import { ExportedFlow } from "../exports/exported_flow.ts";
import { ICMP, TCP } from "../packets/decoded_packet.ts";
import { DatagramError } from "./datagram_fault.ts";
import { timeOfUptime } from "./flow_of_record.ts";

/** Bytes of the header and of each record. */
const HEADER_BYTES = 24;
const RECORD_BYTES = 48;

/** The lower bits of the sampling field are the interval. */
const INTERVAL_MASK = 0x3fff;

/** What the header of a datagram says. */
export interface V5Header {
  /** Records that should follow, and that are there. */
  count: number;
  complete: number;
  /** Milliseconds since the exporter started. */
  uptime: number;
  /** Milliseconds since 1970, with a fraction. */
  time: number;
  /** Flows that were sent before. */
  sequence: number;
  /** Type and slot of the engine, as one number. */
  engine: number;
  /** One of how many packets was looked at. */
  sampling: number;
}

/** @throws {DatagramError} when the datagram is shorter than a header */
export function readV5Header(view: DataView): V5Header {
  if (view.byteLength < HEADER_BYTES) throw new DatagramError("too-short");
  const count = view.getUint16(2);
  return {
    count,
    complete: Math.min(count, Math.floor((view.byteLength - HEADER_BYTES) / RECORD_BYTES)),
    uptime: view.getUint32(4),
    time: view.getUint32(8) * 1000 + view.getUint32(12) / 1e6,
    sequence: view.getUint32(16),
    engine: view.getUint16(20),
    sampling: (view.getUint16(22) & INTERVAL_MASK) || 1,
  };
}

/** Reads the record of an index below `complete`. */
export function readV5Record(
  view: DataView,
  index: number,
  header: V5Header,
  exporter: string,
): ExportedFlow {
  const at = HEADER_BYTES + index * RECORD_BYTES;
  const flow = new ExportedFlow();
  flow.exporter = exporter;
  flow.domain = header.engine;
  flow.source = ipv4At(view, at);
  flow.destination = ipv4At(view, at + 4);
  flow.input = view.getUint16(at + 12);
  flow.output = view.getUint16(at + 14);
  flow.sampling = header.sampling;
  flow.packets = view.getUint32(at + 16) * header.sampling;
  flow.bytes = view.getUint32(at + 20) * header.sampling;
  flow.setTimes(
    timeOf(view.getUint32(at + 24), header),
    timeOf(view.getUint32(at + 28), header),
  );
  flow.protocol = view.getUint8(at + 38);
  const [sourcePort, destinationPort] = [view.getUint16(at + 32), view.getUint16(at + 34)];
  if (flow.protocol === ICMP) {
    flow.icmpType = destinationPort >>> 8;
    flow.icmpCode = destinationPort & 255;
    flow.sourcePort = flow.destinationPort = 0;
  } else {
    flow.sourcePort = sourcePort;
    flow.destinationPort = destinationPort;
  }
  if (flow.protocol === TCP) flow.flags = view.getUint8(at + 37);
  flow.tos = view.getUint8(at + 39);
  flow.sourceAs = view.getUint16(at + 40);
  flow.destinationAs = view.getUint16(at + 42);
  return flow;
}

function timeOf(uptime: number, header: V5Header): number {
  return Math.round(timeOfUptime(uptime, header.uptime, header.time));
}

function ipv4At(view: DataView, at: number): string {
  return addressText([0, 0, 0xffff, view.getUint32(at)], 4);
}
