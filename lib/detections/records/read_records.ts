/**
 * Records of a detection, for people to look at.
 *
 * @module
 */
import type { ConnectionSelector } from "../../behaviour/finding.ts";
import { readRecords } from "../../datasets/records.ts";
import type { DetectionRecord } from "../../resources/detection.ts";
import { openDatabase, parquetSource } from "../../tables/duckdb.ts";
import { momentOf } from "../hosts/merge_hosts.ts";
import { explainRecord, type RecordExplainer } from "../../explain/reasons/explain_record.ts";
import { protocolName } from "../../datasets/connections/protocol_name.ts";
import { selectorSql } from "./selector_sql.ts";

/** Orders of records. */
export const RECORD_ORDERS = ["severity", "time"] as const;

/** Which records are asked for. */
export interface RecordFilter {
  /** What connections they are; of several, any. */
  selector: Partial<ConnectionSelector> | Partial<ConnectionSelector>[];
  /** Only those that a model flags, or that none does. */
  flagged?: boolean;
  sort: typeof RECORD_ORDERS[number];
  limit: number;
  offset: number;
  /** Give all columns of the dataset, too. */
  withRecord?: boolean;
}

/** What records are completed from. */
export interface RecordSources {
  /** The records of the dataset; `null` where it was deleted. */
  dataset: string | null;
  /** Models that scored them, in the order in which the file numbers them. */
  models: string[];
  explainer: RecordExplainer;
}

const OUTCOMES = ["unknown", "answered", "failed", "partial"] as const;
const ORDERS = {
  severity: "severity DESC NULLS LAST, time, row",
  time: "time NULLS LAST, row",
};

/** Reads some records, and says for flagged ones which feature raised their score most. */
export async function readDetectionRecords(
  connections: string,
  filter: RecordFilter,
  { dataset, models, explainer }: RecordSources,
  options: { spillFolder: string; memoryBytes: number },
): Promise<DetectionRecord[]> {
  const { selector, flagged, sort, limit, offset, withRecord = false } = filter;
  using database = await openDatabase(options);
  const rows = await database.rows(
    `SELECT row::DOUBLE, time, source, destination, destination_port, protocol, service, outcome, ` +
      `duration, source_bytes, destination_bytes, severity, flagged, worst_model ` +
      `FROM ${parquetSource(connections)} WHERE ${conditionOf(selector)}` +
      (flagged === undefined ? "" : ` AND flagged = ${flagged}`) +
      ` ORDER BY ${ORDERS[sort]} LIMIT ${limit} OFFSET ${offset}`,
  );
  const numbers = rows.map(([row]) => Number(row));
  const originals = dataset === null ? new Map() : await recordsOf(dataset, numbers, options);
  return await Promise.all(rows.map(async (cells): Promise<DetectionRecord> => {
    const [row, time, source, destination, port, protocol, service, outcome, ...rest] = cells;
    const [duration, sourceBytes, destinationBytes, severity, isFlagged, worst] = rest;
    const record = originals.get(Number(row));
    const model = models[Number(worst)];
    const reason = isFlagged && record && model !== undefined
      ? await explainRecord(explainer, model, record)
      : null;
    return {
      row: Number(row) + 1,
      time: time === null ? null : momentOf(Number(time)),
      source: textOf(source),
      destination: textOf(destination),
      destinationPort: port === null || Number(port) < 0 ? null : Number(port),
      protocol: protocolName(Number(protocol ?? 0)),
      service: textOf(service),
      outcome: OUTCOMES[Number(outcome ?? 0)],
      duration: numberOf(duration),
      sourceBytes: numberOf(sourceBytes),
      destinationBytes: numberOf(destinationBytes),
      severity: numberOf(severity),
      flagged: Boolean(isFlagged),
      reason,
      ...(withRecord && record && { record }),
    };
  }));
}

/** How many records there are that are so. */
export async function countDetectionRecords(
  connections: string,
  selector: RecordFilter["selector"],
  options: { spillFolder: string; memoryBytes: number },
): Promise<number> {
  using database = await openDatabase(options);
  const [[count]] = await database.rows(
    `SELECT count(*) FROM ${parquetSource(connections)} WHERE ${conditionOf(selector)}`,
  );
  return Number(count);
}

function conditionOf(selector: RecordFilter["selector"]): string {
  const selectors = [selector].flat();
  return selectors.length === 0
    ? "FALSE"
    : `(${selectors.map((one) => `(${selectorSql(one)})`).join(" OR ")})`;
}

/** The columns of the dataset, of each record. */
async function recordsOf(
  dataset: string,
  rowNumbers: number[],
  { memoryBytes }: { memoryBytes: number },
): Promise<Map<number, Record<string, string | number | null>>> {
  if (rowNumbers.length === 0) return new Map();
  const { columns, rows } = await readRecords(dataset, { rowNumbers }, memoryBytes);
  const ascending = rowNumbers.toSorted((a, b) => a - b);
  return new Map(rows.map((cells, index) => [
    ascending[index],
    Object.fromEntries(columns.map((name, column) => [name, cells[column]])),
  ]));
}

function textOf(value: unknown): string | null {
  return value === null ? null : String(value);
}

function numberOf(value: unknown): number | null {
  return value === null || !Number.isFinite(Number(value)) ? null : Number(value);
}
