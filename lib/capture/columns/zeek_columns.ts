/**
 * The columns of Zeek's connection log that traffic alone gives, by its names.
 *
 * Source: Zeek's documentation of conn.log.
 *
 * @module
 */
import { TCP } from "../packets/decoded_packet.ts";
import * as field from "../flows/fields.ts";
import { historyText, tcpState } from "../flows/tcp_history.ts";
import { categorical, type FlowColumn, numeric } from "./flow_column.ts";
import type { FlowRecord } from "./flow_record.ts";
import { serviceOf } from "./service.ts";
import { transportName } from "./transport_name.ts";

const of = ({ values, at }: FlowRecord, place: number): number => values[at + place];

/** Without TCP's handshake a flow is complete when the responder answered. */
function stateOf(flow: FlowRecord): string {
  if (flow.protocol === TCP) return tcpState(flow.values, flow.at);
  return of(flow, field.PACKETS + 1) > 0 ? "SF" : "S0";
}

/** A column for models that were trained on Zeek's names. */
function repeats(twin: string, name: string, of: (flow: FlowRecord) => number): FlowColumn {
  return { ...numeric(name, of), reason: `It repeats "${twin}" by Zeek's name.` };
}

/** Columns of conn.log. */
export const ZEEK_COLUMNS: FlowColumn[] = [
  categorical("proto", ({ protocol }) => transportName(protocol)),
  categorical("service", serviceOf),
  repeats(
    "Flow Duration",
    "duration",
    (flow) => (of(flow, field.LAST) - of(flow, field.START)) / 1e9,
  ),
  repeats("Total Length of Fwd Packet", "orig_bytes", (flow) => of(flow, field.PAYLOAD_BYTES)),
  repeats("Total Length of Bwd Packet", "resp_bytes", (flow) => of(flow, field.PAYLOAD_BYTES + 1)),
  categorical("conn_state", stateOf),
  numeric(
    "missed_bytes",
    (flow) => of(flow, field.MISSED_BYTES) + of(flow, field.MISSED_BYTES + 1),
  ),
  categorical("history", ({ values, at }) => historyText(values, at)),
  repeats("Total Fwd Packet", "orig_pkts", (flow) => of(flow, field.PACKETS)),
  numeric("orig_ip_bytes", (flow) => of(flow, field.IP_BYTES)),
  repeats("Total Bwd packets", "resp_pkts", (flow) => of(flow, field.PACKETS + 1)),
  numeric("resp_ip_bytes", (flow) => of(flow, field.IP_BYTES + 1)),
];
