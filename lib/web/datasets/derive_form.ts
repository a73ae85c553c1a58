/**
 * The form that makes other datasets of one: what is chosen, and the request made of it.
 *
 * @module
 */
import type { FieldErrors } from "../field_errors.ts";
import {
  parseNumber,
  parsePercent,
  parseSeed,
  PERCENT_ERROR,
  SEED_ERROR,
} from "../records/parse_number.ts";

/** A dataset as the form needs it. */
export interface DeriveSubject {
  id: string;
  duplicates: number;
  hasLabels: boolean;
  /** Columns that hold points in time. */
  timeColumns: string[];
  /** Whether records have times and hosts, so that each has a context. */
  hasContext: boolean;
}

/** The form's content: texts as typed. */
export interface DeriveEntry {
  operation: "split" | "sample" | "drop-duplicates" | "context" | "labels";
  by: "random" | "order" | "time";
  timeColumn: string;
  /** Share of the second part in percent. */
  splitShare: string;
  /** A number of rows, or a share with a per cent sign. */
  size: string;
  perLabel: boolean;
  seed: string;
  /** Windows of time in seconds, separated by commas. */
  seconds: string;
  /** Label lines, the zone of their times, and the label of all other records. */
  csv: string;
  timeZone: string;
  others: string;
}

/** The form as it opens. */
export function newDeriveEntry({ timeColumns }: DeriveSubject): DeriveEntry {
  return {
    operation: "split",
    by: "random",
    timeColumn: timeColumns[0] ?? "",
    splitShare: "30",
    size: "10%",
    perLabel: false,
    seed: "42",
    seconds: "2",
    csv: "",
    timeZone: "UTC",
    others: "",
  };
}

/** The body of `POST /api/v1/datasets/derive`, with the errors of what cannot be sent. */
export function deriveBody(
  entry: DeriveEntry,
  { id }: DeriveSubject,
): { body: Record<string, unknown>; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const { operation, perLabel } = entry;
  if (operation === "drop-duplicates") return { body: { operation, dataset: id }, errors };
  if (operation === "context") {
    const seconds = entry.seconds.split(",").map((text) => parseNumber(text.trim()));
    if (!seconds.every((length) => length !== null && length > 0)) {
      errors["/seconds"] = "Enter seconds, such as 2 or 2, 60.";
    }
    return { body: { operation, dataset: id, seconds }, errors };
  }
  if (operation === "labels") {
    const { csv, timeZone, others } = entry;
    if (csv.trim() === "") errors["/csv"] = "Choose a file of label lines, or paste it.";
    const body = { operation, dataset: id, csv, timeZone: timeZone.trim() };
    return { body: { ...body, ...(others.trim() && { others: others.trim() }) }, errors };
  }
  const seed = parseSeed(entry.seed);
  const isRandom = operation === "sample" || entry.by === "random";
  if (isRandom && seed === null) errors["/seed"] = SEED_ERROR;
  if (operation === "sample") {
    const size = parseSize(entry.size);
    if (size === null) errors["/rows"] = "Enter a number of rows, such as 1000, or a share: 10%.";
    return { body: { operation, dataset: id, ...size, seed, perLabel }, errors };
  }
  const share = parsePercent(entry.splitShare);
  if (share === null) errors["/share"] = PERCENT_ERROR;
  return {
    body: {
      operation,
      dataset: id,
      by: entry.by,
      share,
      ...(entry.by === "random" ? { seed, perLabel } : {}),
      ...(entry.by === "time" ? { column: entry.timeColumn, ...(perLabel && { perLabel }) } : {}),
    },
    errors,
  };
}

function parseSize(text: string): { rows: number } | { share: number } | null {
  const [, number, sign] = /^([^%]*?)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = parseNumber(number ?? "");
  if (value === null || value <= 0) return null;
  if (sign) return value < 100 ? { share: value / 100 } : null;
  return Number.isInteger(value) ? { rows: value } : null;
}
