/**
 * The columns of exported flows: those of captured flows that exporters know, by the same names, and what
 * exporters add.
 *
 * Exporters count bytes of IP datagrams and know neither payloads nor single packets, so columns of
 * these are not there.
 *
 * @module
 */
import { RST, TCP } from "../packets/decoded_packet.ts";
import { tcpStateOfFlags } from "../flows/tcp_history.ts";
import { categorical, type FlowColumn, numeric } from "../columns/flow_column.ts";
import { assignedService } from "../columns/service.ts";
import { timeText } from "../columns/time_text.ts";
import { transportName } from "../columns/transport_name.ts";
import type { ExportedFlow } from "./exported_flow.ts";
import { tcpFlagsText } from "./tcp_flags_text.ts";

/** A column of exported flows. */
export type ExportColumn = FlowColumn<ExportedFlow>;

/** Microseconds of a second. */
const SECOND = 1e6;

/** Why a flow ended, see IPFIX's flowEndReason, in the words of captures where they have one. */
const END_REASONS = ["", "idle", "active", "fin", "forced", "evicted"];

const duration = ({ start, end }: ExportedFlow): number => end - start;

function rate(flow: ExportedFlow, amount: number): number {
  return ratio(amount, duration(flow) / SECOND);
}

function ratio(amount: number, by: number): number {
  return by === 0 ? NaN : amount / by;
}

function stateOf({ protocol, flags, reverseFlags, reversePackets }: ExportedFlow): string {
  if (Number.isNaN(reversePackets)) return "";
  if (protocol !== TCP) return reversePackets > 0 ? "SF" : "S0";
  const isKnown = !Number.isNaN(flags) && !Number.isNaN(reverseFlags);
  return isKnown ? tcpStateOfFlags(flags, reverseFlags) : "";
}

function endReason({ endReason: reason, flags, reverseFlags }: ExportedFlow): string {
  const word = END_REASONS[reason] ?? "";
  const isReset = ((flags | reverseFlags) & RST) !== 0;
  return word === "fin" && isReset ? "rst" : word;
}

const SEEN_BY_EXPORTER = "It says where the flow was seen, not what it is.";

function ofExporter(column: ExportColumn): ExportColumn {
  return { ...column, reason: SEEN_BY_EXPORTER };
}

/** A column for models that were trained on Zeek's names. */
function repeats(column: ExportColumn, twin: string): ExportColumn {
  return { ...column, reason: `It repeats "${twin}" by Zeek's name.` };
}

/** All columns, in their order. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  categorical(
    "Flow ID",
    ({ source, destination, sourcePort, destinationPort, protocol }) =>
      `${source}-${destination}-${textOf(sourcePort)}-${textOf(destinationPort)}-${
        textOf(protocol)
      }`,
  ),
  categorical("Src IP", ({ source }) => source),
  {
    ...numeric("Src Port", ({ sourcePort }) => sourcePort),
    reason: "Clients draw their ports at random.",
  },
  categorical("Dst IP", ({ destination }) => destination),
  numeric("Dst Port", ({ destinationPort }) => destinationPort),
  {
    ...numeric("Protocol", ({ protocol }) => protocol),
    reason: "It is the number of what proto names.",
  },
  categorical("Timestamp", ({ start }) => startText(start)),
  numeric("Flow Duration", duration),
  numeric("Total Fwd Packet", ({ packets }) => packets),
  numeric("Total Bwd packets", ({ reversePackets }) => reversePackets),
  numeric("Flow Packets/s", (flow) => rate(flow, flow.packets + flow.reversePackets)),
  numeric("Fwd Packets/s", (flow) => rate(flow, flow.packets)),
  numeric("Bwd Packets/s", (flow) => rate(flow, flow.reversePackets)),
  numeric("Down/Up Ratio", ({ packets, reversePackets }) => ratio(reversePackets, packets)),
  numeric("ICMP Code", ({ icmpCode }) => icmpCode),
  numeric("ICMP Type", ({ icmpType }) => icmpType),
  categorical("proto", ({ protocol }) => Number.isNaN(protocol) ? "" : transportName(protocol)),
  categorical(
    "service",
    ({ protocol, destinationPort }) => assignedService(protocol, destinationPort),
  ),
  repeats(numeric("duration", (flow) => duration(flow) / SECOND), "Flow Duration"),
  categorical("conn_state", stateOf),
  repeats(numeric("orig_pkts", ({ packets }) => packets), "Total Fwd Packet"),
  numeric("orig_ip_bytes", ({ bytes }) => bytes),
  repeats(numeric("resp_pkts", ({ reversePackets }) => reversePackets), "Total Bwd packets"),
  numeric("resp_ip_bytes", ({ reverseBytes }) => reverseBytes),
  {
    ...categorical("end_reason", endReason),
    reason: "It says how the flow was cut off; conn_state says how the connection ended.",
  },
  categorical("orig_tcp_flags", ({ flags }) => tcpFlagsText(flags)),
  categorical("resp_tcp_flags", ({ reverseFlags }) => tcpFlagsText(reverseFlags)),
  numeric("tos", ({ tos }) => tos),
  ofExporter(categorical("exporter", ({ exporter }) => exporter)),
  ofExporter(numeric("input_interface", ({ input }) => input)),
  ofExporter(numeric("output_interface", ({ output }) => output)),
  ofExporter(numeric("src_as", ({ sourceAs }) => sourceAs)),
  ofExporter(numeric("dst_as", ({ destinationAs }) => destinationAs)),
  ofExporter(numeric("sampling_interval", ({ sampling }) => sampling)),
];

function startText(microseconds: number): string {
  if (Number.isNaN(microseconds)) return "";
  const seconds = Math.floor(microseconds / SECOND);
  return timeText(seconds, (microseconds - seconds * SECOND) * 1000);
}

function textOf(number: number): string {
  return Number.isNaN(number) ? "" : String(number);
}
