/**
 * What a packet adds to the numbers of its flow.
 *
 * @module
 */
import { type DecodedPacket, TCP } from "../packets/decoded_packet.ts";
import { addBulk } from "./bulk.ts";
import * as field from "./fields.ts";
import { addValue, beginStatistic } from "./running_statistic.ts";
import { addData, addToHistory } from "./tcp_history.ts";
import { followSequence } from "./tcp_sequence.ts";

/** A pause that divides activity, in nanoseconds, as CICFlowMeter has it. */
const IDLE_PAUSE = 5e9;
/** A pause that divides subflows. */
const SUBFLOW_PAUSE = 1e9;

const STATISTICS = [
  ...field.LENGTHS,
  field.GAPS,
  ...field.GAPS_OF,
  field.ACTIVE,
  field.IDLE,
];

/** Counters by the bit of TCP's flag that they count. */
const FLAG_COUNTERS = [
  field.FIN_FLAGS,
  field.SYN_FLAGS,
  field.RST_FLAGS,
  field.PSH_FLAGS,
  field.ACK_FLAGS,
  field.URG_FLAGS,
  field.ECE_FLAGS,
  field.CWR_FLAGS,
];

/**
 * Clears the numbers of a row for a new flow.
 *
 * @param connection when the connection began that the flow is part of
 */
export function beginFlow(
  values: Float64Array,
  at: number,
  packet: DecodedPacket,
  connection: number,
): void {
  values.fill(0, at, at + field.FIELDS);
  for (const statistic of STATISTICS) beginStatistic(values, at + statistic);
  const { time } = packet;
  values[at + field.START] = time;
  values[at + field.LAST] = time;
  values[at + field.CONNECTION_START] = connection;
  values[at + field.ACTIVE_START] = time;
  values[at + field.ENDED] = NaN;
  for (const side of [0, 1]) {
    values[at + field.LAST_OF + side] = NaN;
    values[at + field.LEAST_HEADER + side] = Infinity;
    values[at + field.FIRST_WINDOW + side] = -1;
    values[at + field.BULK_START + side] = NaN;
    values[at + field.NEXT_SEQUENCE + side] = NaN;
  }
  values[at + field.ICMP_TYPE] = packet.icmpType;
  values[at + field.ICMP_CODE] = packet.icmpCode;
  values[at + field.VERSION] = packet.version;
}

/** Adds a packet, its flow's first among them. */
export function addPacket(
  values: Float64Array,
  at: number,
  packet: DecodedPacket,
  isForward: boolean,
): void {
  const side = isForward ? 0 : 1;
  const { time, payloadBytes, headerBytes, flags } = packet;
  const isFirst = values[at + field.PACKETS] + values[at + field.PACKETS + 1] === 0;
  if (!isFirst) addPause(values, at, time);
  const before = values[at + field.LAST_OF + side];
  if (!Number.isNaN(before)) addValue(values, at + field.GAPS_OF[side], time - before);
  values[at + field.LAST] = time;
  values[at + field.LAST_OF + side] = time;

  values[at + field.PACKETS + side]++;
  values[at + field.PAYLOAD_BYTES + side] += payloadBytes;
  values[at + field.IP_BYTES + side] += packet.ipBytes;
  values[at + field.HEADER_BYTES + side] += headerBytes;
  if (payloadBytes > 0) values[at + field.DATA_PACKETS + side]++;
  if (headerBytes < values[at + field.LEAST_HEADER + side]) {
    values[at + field.LEAST_HEADER + side] = headerBytes;
  }
  if (packet.fragmentId >= 0) values[at + field.FRAGMENTS]++;
  addValue(values, at + field.LENGTHS[side], payloadBytes);
  addBulk(values, at, side, time, payloadBytes);
  if (values[at + field.SERVICE] === 0) values[at + field.SERVICE] = packet.service;

  if (packet.protocol !== TCP) {
    if (payloadBytes > 0) addData(values, at, isForward);
    return;
  }
  if (values[at + field.FIRST_WINDOW + side] < 0) {
    values[at + field.FIRST_WINDOW + side] = packet.window;
  }
  for (let bit = 0; bit < FLAG_COUNTERS.length; bit++) {
    if ((flags >> bit & 1) === 1) values[at + FLAG_COUNTERS[bit] + side]++;
  }
  addToHistory(values, at, packet, isForward);
  if (!packet.isLaterFragment) followSequence(values, at, side, packet);
}

function addPause(values: Float64Array, at: number, time: number): void {
  const last = values[at + field.LAST];
  const pause = time - last;
  addValue(values, at + field.GAPS, pause);
  if (pause > SUBFLOW_PAUSE) values[at + field.SUBFLOW_GAPS]++;
  if (pause <= IDLE_PAUSE) return;
  const active = last - values[at + field.ACTIVE_START];
  if (active > 0) addValue(values, at + field.ACTIVE, active);
  addValue(values, at + field.IDLE, pause);
  values[at + field.ACTIVE_START] = time;
}
