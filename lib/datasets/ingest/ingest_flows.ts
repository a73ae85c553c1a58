/**
 * From packet captures and flow files of nfcapd to flows.
 *
 * @module
 */
import { captureProfile } from "./flows/capture_profile.ts";
import { captureWarnings, FLOW_DATASET_COLUMNS, writeFlows } from "./flows/write_flows.ts";
import {
  EXPORT_DATASET_COLUMNS,
  nfcapdWarnings,
  writeNfcapdFlows,
} from "./flows/write_nfcapd_flows.ts";
import { refuseTooManyRows, type Work, type Written } from "./ingest_work.ts";
import type { Member } from "./source/upload.ts";

/** Packets become flows first. */
export async function ingestCapture(
  members: Member[],
  { upload, database, target, limits, signal, progress, capture }: Work,
): Promise<Written> {
  const onProgress = progress("Reading packets", 0.8);
  const summary = await writeFlows(upload, members, target, { ...capture, signal, onProgress });
  refuseTooManyRows(summary.flows, limits);
  return {
    format: "capture",
    columns: [...FLOW_DATASET_COLUMNS],
    rows: summary.flows,
    rejected: { count: 0, first: [] },
    warnings: captureWarnings(summary, capture),
    capture: await captureProfile(database, target, summary),
  };
}

/** The two directions of a flow are paired first. */
export async function ingestNfcapd(
  members: Member[],
  { upload, target, limits, signal, progress, capture }: Work,
): Promise<Written> {
  const onProgress = progress("Reading flows", 0.8);
  const options = { ...capture, signal, onProgress };
  const summary = await writeNfcapdFlows(upload, members, target, options);
  refuseTooManyRows(summary.flows, limits);
  return {
    format: "nfcapd",
    columns: [...EXPORT_DATASET_COLUMNS],
    rows: summary.flows,
    rejected: { count: 0, first: [] },
    warnings: nfcapdWarnings(summary),
  };
}
