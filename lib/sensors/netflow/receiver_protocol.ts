/**
 * What the thread of a sensor and the one that receives its datagrams say to each other.
 *
 * @module
 */

/** Where datagrams are received. */
export interface ReceiverOptions {
  /** Address of this machine to listen on. */
  address: string;
  port: number;
  /** Addresses and networks that may send; any where there are none. */
  exporters: string[];
}

/** Datagrams that came together. */
export interface DatagramBatch {
  /** One behind the other. */
  bytes: Uint8Array<ArrayBuffer>;
  lengths: Uint16Array<ArrayBuffer>;
  /** Index into `senders` of each datagram. */
  senderOf: Uint16Array<ArrayBuffer>;
  /** Addresses. */
  senders: string[];
  /** When the last of them came, in milliseconds since 1970. */
  at: number;
  /** Bytes that it takes in memory. */
  size: number;
}

/** What happened to datagrams that are in no batch, since the last report. */
export interface ReceiverLosses {
  /** The system had no room for them. */
  overflowed: number;
  /** Too many waited to be read. */
  dropped: number;
  /** Their senders are not among those allowed. */
  refused: number;
  /** The last sender that was refused. */
  refusedSender: string;
}

/** Said to the receiver. */
export type ReceiverRequest =
  | { type: "open"; options: ReceiverOptions }
  /** So many bytes were read. */
  | { type: "taken"; bytes: number };

/** Said by the receiver. */
export type ReceiverAnswer =
  | { type: "bound" }
  | { type: "failed"; message: string }
  | { type: "datagrams"; batch: DatagramBatch }
  | { type: "losses"; losses: ReceiverLosses };
