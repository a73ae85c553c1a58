/**
 * From packet captures to the flow records of a dataset.
 *
 * @module
 */
import { CaptureError } from "../../../capture/capture_error.ts";
import { FLOW_COLUMNS } from "../../../capture/columns/mod.ts";
import { SKIP_NAMES, type SkipReason } from "../../../capture/packets/skip_reason.ts";
import { DEFAULT_METER } from "../../../capture/flows/flow_meter.ts";
import { CaptureFlows, type CaptureSummary } from "../../../capture/read_capture.ts";
import type { CaptureReading } from "../../../resources/dataset_origin.ts";
import { DatasetError } from "../../../base/dataset_error.ts";
import { formatPlural } from "../../../base/format.ts";
import { datasetColumns } from "./dataset_columns.ts";
import { FlowWriter } from "./flow_writer.ts";
import type { TypedColumn } from "../read_text.ts";
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
  using writer = new FlowWriter(path, FLOW_COLUMNS);
  const flows = new CaptureFlows((flow) => writer.add(flow), {
    idleTimeout: options.idleTimeout ?? DEFAULT_METER.idleTimeout,
    activeTimeout: options.activeTimeout ?? DEFAULT_METER.activeTimeout,
    dropDuplicates: options.deduplicate,
  });
  const budget = upload.budget();
  for (const [i, member] of members.entries()) {
    const onProgress = (fraction: number) => options.onProgress?.((i + fraction) / members.length);
    try {
      if (i > 0) flows.nextCapture();
      for await (const chunk of member.read({ budget, signal: options.signal, onProgress })) {
        flows.push(chunk as Uint8Array<ArrayBuffer>);
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
export function captureWarnings(summary: CaptureSummary): string[] {
  const { fault, skipped, duplicates, late, orphans, ended } = summary;
  const left = (Object.entries(skipped) as [SkipReason, number][])
    .map(([reason, packets]) => formatPlural(packets, ...SKIP_NAMES[reason]));
  const sentence = (count: number | undefined, one: string, many: string) =>
    count ? [`${formatPlural(count, one, many)}.`] : [];
  return [
    ...(fault === null ? [] : [fault]),
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

function withoutFlows(summary: CaptureSummary): string {
  if (summary.packets === 0) return summary.fault ?? "The capture contains no packets.";
  return ["The capture contains no IP flows.", ...captureWarnings(summary)].join(" ");
}
