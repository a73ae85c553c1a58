/**
 * The fields of one NetFlow v9 or IPFIX record that Netsift uses, as they are sent; of data and of
 * options records. `NaN` and empty texts are fields that the record lacks.
 */
export class RecordFields {
  source = "";
  destination = "";
  sourcePort = NaN;
  destinationPort = NaN;
  protocol = NaN;
  /** Type times 256 plus code. */
  icmpTypeCode = NaN;
  icmpType = NaN;
  icmpCode = NaN;
  packets = NaN;
  bytes = NaN;
  flags = NaN;
  /** Since the flow began, where the exporter reports it several times. */
  totalPackets = NaN;
  totalBytes = NaN;
  /** Behind a middlebox; some exporters send these instead on the way out. */
  postPackets = NaN;
  postBytes = NaN;
  reversePackets = NaN;
  reverseBytes = NaN;
  reverseFlags = NaN;
  tos = NaN;
  input = NaN;
  output = NaN;
  sourceAs = NaN;
  destinationAs = NaN;
  endReason = NaN;
  /** Milliseconds since the exporter started. */
  startUptime = NaN;
  endUptime = NaN;
  /** Microseconds since 1970. */
  start = NaN;
  end = NaN;
  /** Microseconds before the time of export. */
  startBefore = NaN;
  endBefore = NaN;
  /** Microseconds. */
  duration = NaN;
  /** When the exporter started, in milliseconds since 1970. */
  bootTime = NaN;
  /** The sampler or selector that chose the packets, or that an options record describes. */
  sampler = NaN;
  samplingInterval = NaN;
  samplingPacketInterval = NaN;
  samplingPacketSpace = NaN;
  samplingSize = NaN;
  samplingPopulation = NaN;
}

/** Names of the fields that hold numbers. */
export type NumberField = Exclude<keyof RecordFields, "source" | "destination">;
