/**
 * Where the numbers of a flow are within its row of the flow table. `FORWARD` fields have their twin of
 * the other direction one place after them.
 *
 * @module
 */

/** Numbers of a running statistic: count, mean, sum of squared distances, least, greatest. */
export const STATISTIC = 5;

let next = 0;
const field = (): number => next++;
/** One number for each direction: forward at the place, backward behind it. */
const pair = (): number => (next += 2) - 2;
const statistic = (): number => (next += STATISTIC) - STATISTIC;

/** Times in nanoseconds since the epoch of the capture. */
export const START: number = field();
export const LAST: number = field();
/** Start of the connection that a timeout cut into flows. */
export const CONNECTION_START: number = field();
/** Last packet of each direction; NaN before there is one. */
export const LAST_OF: number = pair();
/** When TCP closed the connection; NaN before. */
export const ENDED: number = field();

export const PACKETS: number = pair();
/** What the transport carried. */
export const PAYLOAD_BYTES: number = pair();
export const IP_BYTES: number = pair();
export const HEADER_BYTES: number = pair();
/** Packets that carried something. */
export const DATA_PACKETS: number = pair();
export const LEAST_HEADER: number = pair();
/** Window of the first packet; -1 before there is one. */
export const FIRST_WINDOW: number = pair();
export const FIN_FLAGS: number = pair();
export const SYN_FLAGS: number = pair();
export const RST_FLAGS: number = pair();
export const PSH_FLAGS: number = pair();
export const ACK_FLAGS: number = pair();
export const URG_FLAGS: number = pair();
export const ECE_FLAGS: number = pair();
export const CWR_FLAGS: number = pair();
export const FRAGMENTS: number = field();

/** Payload bytes of packets, by direction. */
export const LENGTHS: readonly [number, number] = [statistic(), statistic()];
/** Nanoseconds between packets: of the flow, and of each direction. */
export const GAPS: number = statistic();
export const GAPS_OF: readonly [number, number] = [statistic(), statistic()];
/** Nanoseconds of activity and of the pauses between. */
export const ACTIVE: number = statistic();
export const IDLE: number = statistic();
export const ACTIVE_START: number = field();
/** Pauses of more than a second. */
export const SUBFLOW_GAPS: number = field();

/** The bulk in progress: its first and last packet, packets, bytes. NaN start: none. */
export const BULK_START: number = pair();
export const BULK_LAST: number = pair();
export const BULK_RUN: number = pair();
export const BULK_RUN_BYTES: number = pair();
/** Bulks, and their packets, bytes and nanoseconds together. */
export const BULKS: number = pair();
export const BULK_PACKETS: number = pair();
export const BULK_BYTES: number = pair();
export const BULK_TIME: number = pair();

/** The sequence number that follows what was seen; NaN before there is one. */
export const NEXT_SEQUENCE: number = pair();
/** Bytes that TCP skipped and that did not come later. */
export const MISSED_BYTES: number = pair();
/** What happened, in the order of its first occurrence: letters of four bits, see `tcp_history.ts`. */
export const HISTORY: number = field();
export const HISTORY_LENGTH: number = field();
/** The letters that are in it, a bit each. */
export const HISTORY_SEEN: number = field();
/** An index into `PAYLOAD_SERVICES`. */
export const SERVICE: number = field();
export const ICMP_TYPE: number = field();
export const ICMP_CODE: number = field();
/** 1 where the endpoint that comes first in the key is the originator. */
export const FIRST_IS_ORIGINATOR: number = field();
export const VERSION: number = field();

/** Numbers of a flow. */
export const FIELDS: number = next;
