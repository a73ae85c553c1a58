/**
 * The columns of the corrected CIC-IDS-2017, by its names: what its flow meter means to measure, without
 * the errors that were published about it.
 *
 * Times are in microseconds, lengths in bytes of payload. What is undefined is missing, such as the mean
 * of no gaps.
 *
 * Source: L. Liu, G. Engelen, T. Lynar, D. Essam, W. Joosen, "Error Prevalence in NIDS Datasets" (2022).
 *
 * @module
 */
import { ICMP, ICMPV6, TCP } from "../packets/decoded_packet.ts";
import * as field from "../flows/fields.ts";
import {
  deviationOf,
  greatestOf,
  type JoinedStatistic,
  leastOf,
  meanOf,
  readJoined,
  sumOf,
} from "../flows/running_statistic.ts";
import { timeText } from "./time_text.ts";
import { categorical, type FlowColumn, numeric } from "./flow_column.ts";
import { BACKWARD, type FlowRecord, FORWARD } from "./flow_record.ts";

const MICROSECOND = 1000;
const SECOND = 1e9;

const of = ({ values, at }: FlowRecord, place: number): number => values[at + place];
const both = (flow: FlowRecord, place: number): number => of(flow, place) + of(flow, place + 1);
const duration = (flow: FlowRecord): number => of(flow, field.LAST) - of(flow, field.START);
/** By the second; undefined where the flow took no time. */
const rate = (flow: FlowRecord, amount: number): number => ratio(amount, duration(flow) / SECOND);

function ratio(amount: number, by: number): number {
  return by === 0 ? NaN : amount / by;
}

/** A number of a running statistic, in the unit of a column. */
function read(
  name: string,
  what: (values: Float64Array, at: number) => number,
  place: number,
  unit = 1,
): FlowColumn {
  return numeric(name, ({ values, at }) => what(values, at + place) / unit);
}

const lengths = ({ values, at }: FlowRecord): JoinedStatistic =>
  readJoined(values, at + field.LENGTHS[FORWARD], at + field.LENGTHS[BACKWARD]);

/** Columns of one number for each direction. */
function counted(names: [string, string], place: number): FlowColumn[] {
  return names.map((name, side) => numeric(name, (flow) => of(flow, place + side)));
}

/** Greatest, least, mean and deviation of the lengths of a direction. */
function lengthColumns(name: string, side: number): FlowColumn[] {
  const place = field.LENGTHS[side];
  return [
    read(`${name} Packet Length Max`, greatestOf, place),
    read(`${name} Packet Length Min`, leastOf, place),
    read(`${name} Packet Length Mean`, meanOf, place),
    read(`${name} Packet Length Std`, deviationOf, place),
  ];
}

/** Mean, deviation, greatest and least of lengths of time. */
function timeColumns(name: string, place: number): FlowColumn[] {
  return [
    read(`${name} Mean`, meanOf, place, MICROSECOND),
    read(`${name} Std`, deviationOf, place, MICROSECOND),
    read(`${name} Max`, greatestOf, place, MICROSECOND),
    read(`${name} Min`, leastOf, place, MICROSECOND),
  ];
}

function directionGaps(name: string, side: number): FlowColumn[] {
  const place = field.GAPS_OF[side];
  return [
    read(`${name} IAT Total`, sumOf, place, MICROSECOND),
    ...timeColumns(`${name} IAT`, place),
  ];
}

function bulkColumns(name: string, side: number): FlowColumn[] {
  const bulks = (flow: FlowRecord): number => of(flow, field.BULKS + side);
  const bytes = (flow: FlowRecord): number => of(flow, field.BULK_BYTES + side);
  return [
    numeric(`${name} Bytes/Bulk Avg`, (flow) => ratio(bytes(flow), bulks(flow))),
    numeric(
      `${name} Packet/Bulk Avg`,
      (flow) => ratio(of(flow, field.BULK_PACKETS + side), bulks(flow)),
    ),
    numeric(
      `${name} Bulk Rate Avg`,
      (flow) => ratio(bytes(flow), of(flow, field.BULK_TIME + side) / SECOND),
    ),
  ];
}

const subflows = (flow: FlowRecord): number => of(flow, field.SUBFLOW_GAPS) + 1;

const isIcmp = ({ protocol }: FlowRecord): boolean => protocol === ICMP || protocol === ICMPV6;

/** Identity, in CIC-IDS-2017's names. */
export const IDENTITY_COLUMNS: FlowColumn[] = [
  categorical(
    "Flow ID",
    (flow) =>
      `${flow.originator}-${flow.responder}-${flow.originatorPort}-${flow.responderPort}-${flow.protocol}`,
  ),
  categorical("Src IP", ({ originator }) => originator),
  {
    ...numeric("Src Port", ({ originatorPort }) => originatorPort),
    reason: "Clients draw their ports at random.",
  },
  categorical("Dst IP", ({ responder }) => responder),
  numeric("Dst Port", ({ responderPort }) => responderPort),
  {
    ...numeric("Protocol", ({ protocol }) => protocol),
    reason: "It is the number of what proto names.",
  },
  categorical("Timestamp", (flow) => timeText(flow.epochSeconds, of(flow, field.START))),
];

/** Everything else, in its order. */
export const CIC_COLUMNS: FlowColumn[] = [
  numeric("Flow Duration", (flow) => duration(flow) / MICROSECOND),
  ...counted(["Total Fwd Packet", "Total Bwd packets"], field.PACKETS),
  ...counted(["Total Length of Fwd Packet", "Total Length of Bwd Packet"], field.PAYLOAD_BYTES),
  ...lengthColumns("Fwd", FORWARD),
  ...lengthColumns("Bwd", BACKWARD),
  numeric("Flow Bytes/s", (flow) => rate(flow, both(flow, field.PAYLOAD_BYTES))),
  numeric("Flow Packets/s", (flow) => rate(flow, both(flow, field.PACKETS))),
  ...timeColumns("Flow IAT", field.GAPS),
  ...directionGaps("Fwd", FORWARD),
  ...directionGaps("Bwd", BACKWARD),
  ...counted(["Fwd PSH Flags", "Bwd PSH Flags"], field.PSH_FLAGS),
  ...counted(["Fwd URG Flags", "Bwd URG Flags"], field.URG_FLAGS),
  ...counted(["Fwd RST Flags", "Bwd RST Flags"], field.RST_FLAGS),
  ...counted(["Fwd Header Length", "Bwd Header Length"], field.HEADER_BYTES),
  numeric("Fwd Packets/s", (flow) => rate(flow, of(flow, field.PACKETS))),
  numeric("Bwd Packets/s", (flow) => rate(flow, of(flow, field.PACKETS + 1))),
  numeric("Packet Length Min", (flow) => lengths(flow).least),
  numeric("Packet Length Max", (flow) => lengths(flow).greatest),
  numeric("Packet Length Mean", (flow) => lengths(flow).mean),
  numeric("Packet Length Std", (flow) => lengths(flow).deviation),
  numeric("Packet Length Variance", (flow) => lengths(flow).deviation ** 2),
  numeric("FIN Flag Count", (flow) => both(flow, field.FIN_FLAGS)),
  numeric("SYN Flag Count", (flow) => both(flow, field.SYN_FLAGS)),
  numeric("RST Flag Count", (flow) => both(flow, field.RST_FLAGS)),
  numeric("PSH Flag Count", (flow) => both(flow, field.PSH_FLAGS)),
  numeric("ACK Flag Count", (flow) => both(flow, field.ACK_FLAGS)),
  numeric("URG Flag Count", (flow) => both(flow, field.URG_FLAGS)),
  numeric("CWR Flag Count", (flow) => both(flow, field.CWR_FLAGS)),
  numeric("ECE Flag Count", (flow) => both(flow, field.ECE_FLAGS)),
  numeric(
    "Down/Up Ratio",
    (flow) => ratio(of(flow, field.PACKETS + 1), of(flow, field.PACKETS)),
  ),
  numeric("Average Packet Size", (flow) => lengths(flow).mean),
  numeric(
    "Fwd Segment Size Avg",
    (flow) => ratio(of(flow, field.PAYLOAD_BYTES), of(flow, field.PACKETS)),
  ),
  numeric(
    "Bwd Segment Size Avg",
    (flow) => ratio(of(flow, field.PAYLOAD_BYTES + 1), of(flow, field.PACKETS + 1)),
  ),
  ...bulkColumns("Fwd", FORWARD),
  ...bulkColumns("Bwd", BACKWARD),
  ...[["Fwd", FORWARD] as const, ["Bwd", BACKWARD] as const].flatMap(([name, side]) => [
    numeric(`Subflow ${name} Packets`, (flow) => of(flow, field.PACKETS + side) / subflows(flow)),
    numeric(
      `Subflow ${name} Bytes`,
      (flow) => of(flow, field.PAYLOAD_BYTES + side) / subflows(flow),
    ),
  ]),
  ...["FWD", "Bwd"].map((name, side) =>
    numeric(`${name} Init Win Bytes`, (flow) => {
      const window = of(flow, field.FIRST_WINDOW + side);
      return window < 0 ? NaN : window;
    })
  ),
  numeric("Fwd Act Data Pkts", (flow) => of(flow, field.DATA_PACKETS)),
  numeric("Fwd Seg Size Min", (flow) => {
    const least = of(flow, field.LEAST_HEADER);
    return least === Infinity ? NaN : least;
  }),
  ...timeColumns("Active", field.ACTIVE),
  ...timeColumns("Idle", field.IDLE),
  numeric("ICMP Code", (flow) => isIcmp(flow) ? of(flow, field.ICMP_CODE) : NaN),
  numeric("ICMP Type", (flow) => isIcmp(flow) ? of(flow, field.ICMP_TYPE) : NaN),
  numeric("Total TCP Flow Time", (flow) => {
    if (flow.protocol !== TCP) return NaN;
    return (of(flow, field.LAST) - of(flow, field.CONNECTION_START)) / MICROSECOND;
  }),
];
