import { explainRecord, type RecordExplainer } from "../../explain/reasons/explain_record.ts";
import type { AlertRecord, KeptRecord } from "../../resources/alert.ts";
import type { RecordConnection } from "../../resources/record_connection.ts";
import { networkFields } from "../formats/network_fields.ts";

/** Live records as connections, each with the feature that raised its score most. */
export async function completeLiveRecords(
  kept: readonly KeptRecord[],
  model: string,
  explainer: RecordExplainer,
): Promise<AlertRecord[]> {
  return await Promise.all(kept.map(async ({ at, score, severity, record }) => ({
    row: null,
    connection: liveConnection(record, at),
    severity,
    score,
    reason: await explainRecord(explainer, model, record),
    record,
  })));
}

/**
 * The connection that a live record stands for, as far as the names of its columns say so.
 *
 * @param at when it arrived
 */
function liveConnection(record: KeptRecord["record"], at: string): RecordConnection {
  const { sourceIp, destinationIp, destinationPort, transport, protocol } = networkFields(record);
  return {
    time: at,
    source: sourceIp ?? null,
    destination: destinationIp ?? null,
    destinationPort: destinationPort ?? null,
    protocol: transport ?? null,
    service: protocol ?? null,
  };
}
