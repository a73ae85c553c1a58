/**
 * Writes connections of the office as a packet capture.
 *
 * @module
 */
import type { OfficeConnection } from "../connection.ts";
import { withLessPayload } from "./connection_packets.ts";
import { mergePackets } from "./merge_packets.ts";
import { FrameWriter, SNAP_BYTES } from "./packet_frame.ts";
import { PcapngWriter } from "./pcapng_writer.ts";

/** How a capture is written. */
export interface OfficeCaptureOptions {
  /** Whether an address is one of the office's. */
  isLocal: (address: string) => boolean;
  /** Payload of a connection in each direction, in bytes; larger ones are cut. No limit by default. */
  mostPayload?: number;
  /** The capture ends after so many packets. No limit by default. */
  mostPackets?: number;
}

/**
 * Writes a pcapng capture of any size; only connections that are under way are in memory. Packets are
 * cut off after their headers, as with a snap length; their true lengths are kept.
 *
 * @param connections in time order
 * @param write takes bytes, which are valid during the call
 * @returns how many packets were written
 */
export function writeOfficeCapture(
  connections: Iterable<OfficeConnection>,
  write: (bytes: Uint8Array) => void,
  { isLocal, mostPayload = Infinity, mostPackets = Infinity }: OfficeCaptureOptions,
): number {
  const writer = new PcapngWriter(write, SNAP_BYTES);
  const frames = new WeakMap<OfficeConnection, FrameWriter>();
  let packets = 0;
  mergePackets(shortened(connections, mostPayload), (packet, connection) => {
    let frame = frames.get(connection);
    if (!frame) frames.set(connection, frame = new FrameWriter(connection, isLocal));
    writer.add(packet.time, (bytes, at) => frame.write(packet, bytes, at));
    return ++packets < mostPackets;
  });
  writer.flush();
  return packets;
}

function* shortened(
  connections: Iterable<OfficeConnection>,
  mostPayload: number,
): Generator<OfficeConnection> {
  for (const connection of connections) yield withLessPayload(connection, mostPayload);
}
