/**
 * One connection of the simulated office, in the terms of Zeek's connection log.
 *
 * Source: Zeek's documentation of conn.log.
 *
 * @module
 */

/** How a connection ended, in Zeek's words. */
export type ConnectionState =
  | "SF"
  | "S0"
  | "REJ"
  | "RSTO"
  | "RSTR"
  | "OTH";

/** A connection as a sensor in the office sees it. */
export interface OfficeConnection {
  /** When it began: milliseconds since 1970, to the microsecond. */
  time: number;
  source: string;
  /** Type of an ICMP message, as Zeek writes it. */
  sourcePort: number;
  destination: string;
  /** Code of an ICMP message, as Zeek writes it. */
  destinationPort: number;
  protocol: "tcp" | "udp" | "icmp";
  /** Application protocol in Zeek's words; empty where Zeek tells none. */
  service: string;
  /**
   * Seconds; `NaN` for one packet without an answer, of which Zeek gives neither duration nor bytes.
   */
  duration: number;
  /** Payload from the source. */
  sourceBytes: number;
  /** Payload from the destination. */
  destinationBytes: number;
  state: ConnectionState;
  history: string;
  sourcePackets: number;
  destinationPackets: number;
  /** The kind of incident that it belongs to; empty for usual traffic. */
  label: string;
}
