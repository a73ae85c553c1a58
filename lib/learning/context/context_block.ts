/** How a connection failed, as the context of others counts it. */
export const CONNECTION_ERROR = {
  NONE: 0,
  /** Nobody answered the SYN: Zeek's S0 to S3. */
  SYN: 1,
  /** Refused or broken off: Zeek's REJ, RSTO, RSTOS0, RSTR and RSTRH. */
  REJECTED: 2,
} as const;

/** Some connections, ordered by time; arrays have one entry each. Numbers stand for names. */
export interface ContextBlock {
  rows: number;
  /** When it began: milliseconds since 1970. */
  time: Float64Array;
  /** Number of the host that opened it; from 0, without large gaps, as all numbers of names. */
  source: Int32Array;
  /** Number of the host that it went to. */
  destination: Int32Array;
  /** Number of the application protocol, or of the port where that is not known. */
  service: Int32Array;
  /** -1 where it is not known. */
  sourcePort: Int32Array;
  /** -1 where it is not known. */
  destinationPort: Int32Array;
  /** A {@linkcode CONNECTION_ERROR}. */
  error: Uint8Array;
}
