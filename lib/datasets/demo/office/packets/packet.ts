/** A packet of a connection. Objects are used again: it holds until the next one is asked for. */
export interface Packet {
  /** Microseconds since 1970. */
  time: number;
  /** Whether the source of the connection sends it. */
  isForward: boolean;
  /** Flags of TCP; 0 otherwise. */
  flags: number;
  /** Bytes of payload. */
  payload: number;
  /** Payload that its side has sent before, in bytes; with it TCP numbers its segments. */
  sent: number;
  /** Payload that the other side has sent so far. */
  received: number;
  /** Position among the packets that its side sends. */
  index: number;
}

export const FIN = 1;
export const SYN = 2;
export const RST = 4;
export const PSH = 8;
export const ACK = 16;
