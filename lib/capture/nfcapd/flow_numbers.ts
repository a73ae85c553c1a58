import type { ExportedFlow } from "../exports/exported_flow.ts";
import { ICMP, ICMPV6, TCP } from "../packets/decoded_packet.ts";

const MILLISECOND = 1000;

/** Numbers that both layouts have. */
export interface FlowNumbers {
  /** Milliseconds since 1970. */
  first: number;
  last: number;
  sourcePort: number;
  /** Type times 256 plus code of ICMP. */
  destinationPort: number;
  protocol: number;
  flags: number;
  tos: number;
  packets: number;
  bytes: number;
  /** Whether packets were sampled; nfcapd has scaled their numbers then. */
  isSampled: boolean;
}

/** Sets what both layouts have. */
export function setNumbers(flow: ExportedFlow, numbers: FlowNumbers): void {
  const { protocol, destinationPort } = numbers;
  flow.setTimes(numbers.first * MILLISECOND, numbers.last * MILLISECOND);
  flow.protocol = protocol;
  if (protocol === ICMP || protocol === ICMPV6) {
    flow.icmpType = destinationPort >>> 8;
    flow.icmpCode = destinationPort & 255;
    flow.sourcePort = flow.destinationPort = 0;
  } else {
    flow.sourcePort = numbers.sourcePort;
    flow.destinationPort = destinationPort;
  }
  if (protocol === TCP) flow.flags = numbers.flags;
  flow.tos = numbers.tos;
  flow.packets = numbers.packets;
  flow.bytes = numbers.bytes;
  // Which part of the packets was looked at is not stored.
  flow.sampling = numbers.isSampled ? NaN : 1;
}

/** Sets the numbers of the other direction, which are 0 where nobody counted it. */
export function setReverse(flow: ExportedFlow, packets: number, bytes: number): void {
  if (packets === 0 && bytes === 0) return;
  flow.reversePackets = packets;
  flow.reverseBytes = bytes;
}
