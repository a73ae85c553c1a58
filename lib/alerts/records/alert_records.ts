import { readRecords } from "../../datasets/records.ts";
import type { RecordConnections } from "../../datasets/connections/record_connections.ts";
import type { DetectionService } from "../../detections/detection_service.ts";
import { explainRecord, type RecordExplainer } from "../../explain/reasons/explain_record.ts";
import type { Alert, AlertRecord } from "../../resources/alert.ts";
import type { RecordConnection } from "../../resources/record_connection.ts";
import type { BatchService } from "../../scoring/batch/batch_service.ts";
import type { RecordQuery } from "../../store/alerts/alert_table.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import type { AlertLog } from "../alert_log.ts";
import { readFlaggedRows } from "./batch_records.ts";
import { completeLiveRecords } from "./live_records.ts";

/** Findings whose connections are read, the worst ones. */
const MOST_FINDINGS = 50;

/** What of the server knows the records of alerts. */
export interface AlertRecordSources {
  log: AlertLog;
  batches: BatchService;
  detections: DetectionService;
  connections: RecordConnections;
  explainer: RecordExplainer;
  folder: DataFolder;
  memoryBytes: number;
}

/** A page of the records of an alert. */
export interface AlertRecordPage {
  records: AlertRecord[];
  /** How many there are to read. */
  total: number;
}

const UNKNOWN: RecordConnection = {
  time: null,
  source: null,
  destination: null,
  destinationPort: null,
  protocol: null,
  service: null,
};

/** Reads the records of alerts, wherever they are: kept with the alert, in a batch, in a detection. */
export class AlertRecords {
  readonly #sources: AlertRecordSources;

  constructor(sources: AlertRecordSources) {
    this.#sources = sources;
  }

  /** A page of the records of an alert; `null` where the batch or detection was deleted. */
  async read(alert: Alert, query: RecordQuery): Promise<AlertRecordPage | null> {
    switch (alert.source.type) {
      case "live":
        return await this.#live(alert, query);
      case "batch":
        return await this.#batch(alert, query);
      case "detection":
        return await this.#detection(alert, query);
      case "sensor":
        // What a sensor keeps is not found by host; its findings say what the connections were.
        return { records: [], total: 0 };
    }
  }

  async #live({ id, source }: Alert, query: RecordQuery): Promise<AlertRecordPage> {
    const { log, explainer } = this.#sources;
    const kept = log.records(id, query);
    return {
      records: await completeLiveRecords(kept, source.id, explainer),
      total: log.countRecords(id),
    };
  }

  async #batch({ source, model }: Alert, query: RecordQuery): Promise<AlertRecordPage | null> {
    const { batches, connections, explainer, memoryBytes } = this.#sources;
    const batch = batches.get(source.id);
    const judged = batch?.result?.models.find((one) => one.model === model?.id);
    if (!batch || !judged) return null;
    const { rows, total } = await readFlaggedRows(
      batches.scores(batch.id),
      judged.name,
      query,
      this.#options(),
    );
    const parquet = batches.records(batch);
    if (parquet === null) {
      return {
        total,
        records: rows.map((row) => ({ ...row, connection: UNKNOWN, reason: null, record: null })),
      };
    }
    const originals = await readOriginals(parquet, rows.map(({ row }) => row), memoryBytes);
    const connected = await connections.addTo(batch.request.dataset, rows);
    const records = await Promise.all(connected.map(async ({ connection = UNKNOWN, ...row }) => {
      const record = originals.get(row.row) ?? null;
      const reason = record && await explainRecord(explainer, judged.model, record);
      return { ...row, connection, reason, record };
    }));
    return { records, total };
  }

  async #detection({ source, host }: Alert, query: RecordQuery): Promise<AlertRecordPage | null> {
    const { detections } = this.#sources;
    const detection = await detections.get(source.id);
    if (detection?.status !== "done" || host === null) return null;
    const selector = (await detections.answers.findings(source.id))
      .filter((finding) => finding.host === host).slice(0, MOST_FINDINGS)
      .map((finding) => finding.selector);
    const records = await detections.records(source.id, { selector, ...query, withRecord: true });
    return {
      total: await detections.countRecords(source.id, selector),
      records: records.map((record) => ({
        row: record.row,
        connection: {
          time: detection.elapsed ? null : record.time,
          source: record.source,
          destination: record.destination,
          destinationPort: record.destinationPort,
          protocol: record.protocol,
          service: record.service,
        },
        severity: record.severity,
        score: null,
        reason: record.reason,
        record: record.record ?? null,
      })),
    };
  }

  #options() {
    const { folder, memoryBytes } = this.#sources;
    return { spillFolder: folder.staging(crypto.randomUUID()), memoryBytes };
  }
}

/** Records with all of their columns, by row, counted from 1. */
async function readOriginals(
  parquet: string,
  rows: readonly number[],
  memoryBytes: number,
): Promise<Map<number, NonNullable<AlertRecord["record"]>>> {
  if (rows.length === 0) return new Map();
  const rowNumbers = rows.map((row) => row - 1);
  const { columns, rows: found } = await readRecords(parquet, { rowNumbers }, memoryBytes);
  const ascending = rows.toSorted((a, b) => a - b);
  return new Map(found.map((cells, index) => [
    ascending[index],
    Object.fromEntries(columns.map((name, column) => [name, cells[column]])),
  ]));
}
