/**
 * From packet captures to the flow records of a dataset.
 *
 * @module
 */
import { CaptureError } from "../../../capture/capture_error.ts";
import { FLOW_COLUMNS } from "../../../capture/columns/mod.ts";
import { SKIP_NAMES, type SkipReason } from "../../../capture/packets/skip_reason.ts";
import { TUNNEL_NAMES, type TunnelKind } from "../../../capture/packets/tunnel.ts";
import { DEFAULT_METER } from "../../../capture/flows/meter_options.ts";
import { CaptureFlows, type CaptureSummary } from "../../../capture/read_capture.ts";
import type { CaptureReading } from "../../../resources/dataset_origin.ts";
import { DatasetError } from "../../../base/dataset_error.ts";
import { formatPlural, formatShare } from "../../../base/format.ts";
import { datasetColumns } from "./dataset_columns.ts";
import { PacketFlowWriter } from "./packet_flow_writer.ts";
import type { TypedColumn } from "../text/typed_column.ts";
import type { Member, Upload } from "../source/upload.ts";

/** The columns of flow records, as a dataset has them. */
export const FLOW_DATASET_COLUMNS: readonly TypedColumn[] = datasetColumns(FLOW_COLUMNS);

/**
 * Writes the flows of captures, which follow each other as one stretch of traffic.
 *
 * @param path the Parquet file to write
 * @throws {DatasetError} when a capture is not one, or holds no flows, or the disk is full
 */
export async function writeFlows(
  upload: Upload,
  members: Member[],
  path: string,
  options: CaptureReading & { signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<CaptureSummary> {
  using writer = new PacketFlowWriter(path);
  const flows = new CaptureFlows((flow) => writer.add(flow), {
    idleTimeout: options.idleTimeout ?? DEFAULT_METER.idleTimeout,
    activeTimeout: options.activeTimeout ?? DEFAULT_METER.activeTimeout,
    dropDuplicates: options.deduplicate,
    innerFlows: options.innerFlows,
  });
  const budget = upload.budget();
  for (const [i, member] of members.entries()) {
    const onProgress = (fraction: number) => options.onProgress?.((i + fraction) / members.length);
    try {
      if (i > 0) flows.nextCapture();
      for await (const chunk of member.read({ budget, signal: options.signal, onProgress })) {
        flows.push(chunk as Uint8Array<ArrayBuffer>);
        await writer.catchUp();
      }
    } catch (error) {
      if (error instanceof CaptureError) throw new DatasetError(error.message);
      throw error;
    }
  }
  const summary = flows.end();
  await writer.finish();
  if (summary.flows === 0) throw new DatasetError(withoutFlows(summary));
  return summary;
}

/** What a person should know about a capture, in sentences. */
export function captureWarnings(
  summary: CaptureSummary,
  { innerFlows = false }: CaptureReading = {},
): string[] {
  const { fault, skipped, duplicates, late, orphans, ended } = summary;
  const left = (Object.entries(skipped) as [SkipReason, number][])
    .map(([reason, packets]) => formatPlural(packets, ...SKIP_NAMES[reason]));
  const sentence = (count: number | undefined, one: string, many: string) =>
    count ? [`${formatPlural(count, one, many)}.`] : [];
  return [
    ...(fault === null ? [] : [fault]),
    ...(innerFlows ? [] : tunnelWarnings(summary)),
    ...(left.length === 0 ? [] : [`Packets that belong to no flow: ${left.join(", ")}.`]),
    ...sentence(
      duplicates,
      "exact copy of a packet was left out",
      "exact copies of packets were left out",
    ),
    ...sentence(
      late,
      "packet arrived too late to be sorted by time",
      "packets arrived too late to be sorted by time",
    ),
    ...sentence(
      orphans,
      "fragment has no first fragment with ports",
      "fragments have no first fragment with ports",
    ),
    ...sentence(
      ended.evicted,
      "flow ended early because too many were open",
      "flows ended early because too many were open",
    ),
  ];
}

/** Most packets in tunnels: what the flows are about is likely not what somebody wants to know. */
function tunnelWarnings({ packets, tunnelled }: CaptureSummary): string[] {
  const inTunnels = Object.values(tunnelled).reduce((sum, count) => sum + count, 0);
  if (2 * inTunnels <= packets) return [];
  const names = (Object.keys(tunnelled) as TunnelKind[]).map((kind) => TUNNEL_NAMES[kind]);
  return [
    `${formatShare(inTunnels / packets)} of the packets are inside tunnels (${
      names.join(", ")
    }), and ` +
    `the flows are those of the tunnels. To see the hosts that use them, upload the capture again ` +
    `and choose flows inside tunnels (innerFlows in the API).`,
  ];
}

function withoutFlows(summary: CaptureSummary): string {
  if (summary.packets === 0) return summary.fault ?? "The capture contains no packets.";
  return ["The capture contains no IP flows.", ...captureWarnings(summary)].join(" ");
}
