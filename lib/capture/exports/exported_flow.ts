/** The first microsecond after the year 9999, which no exporter means. */
const TIMES_END = Date.UTC(10_000, 0) * 1000;

/**
 * What a flow exporter says about the packets from one endpoint to another, and back where it knows.
 * Numbers are `NaN` and addresses empty where nothing is said.
 */
export class ExportedFlow {
  /** Address of the exporter, and the source id or observation domain within it. */
  exporter = "";
  domain = 0;
  source = "";
  destination = "";
  sourcePort = NaN;
  destinationPort = NaN;
  /** IP protocol number. */
  protocol = NaN;
  icmpType = NaN;
  icmpCode = NaN;
  /** Times of the first and last packet, in microseconds since 1970. */
  start = NaN;
  end = NaN;
  /** From source to destination; bytes of IP datagrams, headers included. Scaled up where sampled. */
  packets = NaN;
  bytes = NaN;
  /** Flags of TCP that any packet had. */
  flags = NaN;
  /** From destination to source; 0 packets where none were seen. */
  reversePackets = NaN;
  reverseBytes = NaN;
  reverseFlags = NaN;
  /** Type of service of the first packet. */
  tos = NaN;
  /** Numbers of the interfaces that packets came in and went out through. */
  input = NaN;
  output = NaN;
  /** Autonomous systems. */
  sourceAs = NaN;
  destinationAs = NaN;
  /** Why the exporter ended the flow, as IPFIX's flowEndReason numbers it. */
  endReason = NaN;
  /** One of how many packets was looked at. */
  sampling = 1;

  /** Sets both times; what no clock shows and an end before its start are not known. */
  setTimes(start: number, end: number): void {
    this.start = start >= 0 && start < TIMES_END ? start : NaN;
    this.end = end >= 0 && end < TIMES_END && !(end < this.start) ? end : NaN;
  }
}
