/**
 * A packet as it is in a capture. Readers use one object for all packets: to keep a packet
 * for later, copy what is needed.
 */
export interface CapturedPacket {
  /** The bytes that hold the packet, and much else. */
  bytes: Uint8Array;
  /** Where it begins in `bytes`. */
  start: number;
  /** Where what was captured of it ends in `bytes`. */
  end: number;
  /** Its length on the wire in bytes; more than `end - start` where a snap length cut it. */
  wireLength: number;
  /** What its first header is: a LINKTYPE value as tcpdump.org lists them. */
  linkType: number;
  /** Nanoseconds since {@linkcode CaptureReader.epochSeconds}, integer; may be negative. */
  time: number;
}
