/**
 * From nfcapd files to the flow records of a dataset.
 *
 * @module
 */
import { CaptureError } from "../../../capture/capture_error.ts";
import { EXPORT_COLUMNS } from "../../../capture/exports/export_columns.ts";
import { FlowPairing } from "../../../capture/exports/flow_pairing.ts";
import { DEFAULT_PAIRING } from "../../../capture/exports/pairing_options.ts";
import { NfcapdReader } from "../../../capture/nfcapd/nfcapd_reader.ts";
import type { CaptureReading } from "../../../resources/dataset_origin.ts";
import { DatasetError } from "../../../base/dataset_error.ts";
import { formatPlural } from "../../../base/format.ts";
import { datasetColumns } from "./dataset_columns.ts";
import { FlowWriter } from "./flow_writer.ts";
import type { TypedColumn } from "../text/typed_column.ts";
import type { Member, Upload } from "../source/upload.ts";

/** The columns of exported flows, as a dataset has them. */
export const EXPORT_DATASET_COLUMNS: readonly TypedColumn[] = datasetColumns(EXPORT_COLUMNS);

/** What nfcapd files held, besides their flows. */
export interface NfcapdSummary {
  /** Flows, where both directions of a connection are one. */
  flows: number;
  /** Records that are no flows, such as events of firewalls. */
  skipped: number;
  /** Why a file could not be read to its end; the first fault of several. */
  fault: string | null;
}

/**
 * Writes the flows of nfcapd files, which follow each other as one stretch of traffic.
 *
 * @param path the Parquet file to write
 * @throws {DatasetError} when a file is not one of nfcapd, or holds no flows, or the disk is full
 */
export async function writeNfcapdFlows(
  upload: Upload,
  members: Member[],
  path: string,
  options: CaptureReading & { signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<NfcapdSummary> {
  using writer = new FlowWriter(path, EXPORT_COLUMNS);
  const summary: NfcapdSummary = { flows: 0, skipped: 0, fault: null };
  const pairing = new FlowPairing((flow) => {
    summary.flows++;
    writer.add(flow);
  }, { window: options.pairingWindow ?? DEFAULT_PAIRING.window });
  // Exporters send flows when they have ended: that is the clock of a file.
  let now = 0;
  const budget = upload.budget();
  for (const [i, member] of members.entries()) {
    const onProgress = (fraction: number) => options.onProgress?.((i + fraction) / members.length);
    const reader = new NfcapdReader((flow) => {
      const end = flow.end / 1000;
      if (end > now) now = end;
      pairing.add(flow, now);
    });
    try {
      for await (const chunk of member.read({ budget, signal: options.signal, onProgress })) {
        await reader.push(chunk as Uint8Array<ArrayBuffer>);
      }
    } catch (error) {
      if (error instanceof CaptureError) throw new DatasetError(error.message);
      throw error;
    }
    reader.end();
    summary.skipped += reader.skipped;
    summary.fault ??= reader.fault;
  }
  pairing.flush();
  await writer.finish();
  if (summary.flows === 0) {
    throw new DatasetError(["The file contains no flows.", ...nfcapdWarnings(summary)].join(" "));
  }
  return summary;
}

/** What a person should know about nfcapd files, in sentences. */
export function nfcapdWarnings({ skipped, fault }: NfcapdSummary): string[] {
  const events = formatPlural(
    skipped,
    "record that is not a flow was",
    "records that are not flows were",
  );
  return [
    ...(fault === null ? [] : [fault]),
    ...(skipped === 0 ? [] : [`${events} skipped, such as events of firewalls.`]),
  ];
}
