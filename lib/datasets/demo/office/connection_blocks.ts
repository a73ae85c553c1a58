/**
 * Turns the office's connections into the form that behaviour checks read.
 *
 * @module
 */
import {
  type ConnectionBlock,
  type ConnectionNames,
  emptyBlock,
  OUTCOME,
  type Outcome,
} from "../../../behaviour/connection_block.ts";
import type { ConnectionState, OfficeConnection } from "./connection.ts";

const PROTOCOL_NUMBERS = { tcp: 6, udp: 17, icmp: 1 } as const;
const ICMPV6 = 58;

const OUTCOMES: Record<ConnectionState, Outcome> = {
  SF: OUTCOME.ANSWERED,
  RSTO: OUTCOME.ANSWERED,
  RSTR: OUTCOME.ANSWERED,
  S0: OUTCOME.FAILED,
  REJ: OUTCOME.FAILED,
  OTH: OUTCOME.PARTIAL,
};

/**
 * Makes a block of connections.
 *
 * @param names numbers of addresses and services; grows
 * @param firstRow position of the first connection in the whole dataset
 */
export function connectionBlock(
  connections: readonly OfficeConnection[],
  names: ConnectionNames,
  firstRow: number,
): ConnectionBlock {
  const block = emptyBlock(connections.length);
  for (let row = 0; row < connections.length; row++) {
    const connection = connections[row];
    block.row[row] = firstRow + row;
    block.time[row] = connection.time;
    block.source[row] = names.hosts.numberOf(connection.source);
    block.destination[row] = names.hosts.numberOf(connection.destination);
    const isIcmp = connection.protocol === "icmp";
    if (!isIcmp) block.destinationPort[row] = connection.destinationPort;
    block.protocol[row] = isIcmp && connection.source.includes(":")
      ? ICMPV6
      : PROTOCOL_NUMBERS[connection.protocol];
    if (connection.service !== "") {
      block.service[row] = names.services.numberOf(connection.service);
    }
    block.outcome[row] = outcomeOf(connection);
    block.duration[row] = connection.duration;
    if (!Number.isNaN(connection.duration)) {
      block.sourceBytes[row] = connection.sourceBytes;
      block.destinationBytes[row] = connection.destinationBytes;
    }
    block.sourcePackets[row] = connection.sourcePackets;
    block.destinationPackets[row] = connection.destinationPackets;
  }
  return block;
}

/** ICMP has no states: it is answered or not. */
function outcomeOf({ protocol, state, destinationPackets }: OfficeConnection): Outcome {
  if (protocol !== "icmp") return OUTCOMES[state];
  return destinationPackets > 0 ? OUTCOME.ANSWERED : OUTCOME.FAILED;
}
