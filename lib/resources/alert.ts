/**
 * Alerts: what a rule has found in records that arrive, in batches or in detections.
 *
 * @module
 */
import { z } from "zod";
import { SEVERITY_BANDS } from "../learning/severity/severity.ts";
import { ALERT_SOURCES, ALERT_STATES, ALERT_VERDICTS } from "./choices.ts";
import { count, moment, severityValue } from "./fields.ts";
import { recordConnectionSchema } from "./record_connection.ts";

/** What people have come to with an alert. */
export type AlertState = typeof ALERT_STATES[number];

/** What an alert turned out to be. */
export type AlertVerdict = typeof ALERT_VERDICTS[number];

/** What rules watch, and alerts come from. */
export type AlertSource = typeof ALERT_SOURCES[number];

const named = z.object({ id: z.string(), name: z.string() });

const entity = z.object({ column: z.string(), value: z.string() });

/** What the records of an alert have in common: the value of one column. */
export type Entity = z.infer<typeof entity>;

/** A record as it came: its columns and their values. */
const record = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Records that a rule has found, told as one thing. */
export const alertSchema = z.object({
  id: z.string(),
  rule: named,
  /** Where the records came from; `id` is that of the model, batch or detection. */
  source: z.object({ type: z.enum(ALERT_SOURCES), ...named.shape }),
  /** `null` for detections, where models and checks judge together. */
  model: named.nullable(),
  /** `null` for rules that do not group by a column. */
  entity: entity.nullable(),
  /** The host that all of its records are about; `null` where they are about several. */
  host: z.string().nullable(),
  /** The highest of its records, as severity and as score. */
  severity: z.object({ value: severityValue, band: z.enum(SEVERITY_BANDS) }),
  score: z.number().nullable().describe("null for detections"),
  threshold: z.number().nullable().describe("null for detections"),
  count: count.describe("Records so far; for detections, the sum over findings, which may overlap"),
  /** Of the first record. */
  firstAt: moment,
  /** Of the latest record. */
  lastAt: moment,
  /** When it was raised, by the clock of the server. */
  createdAt: moment,
  reason: z.string().nullable().describe("What was found, in a sentence; null for live records"),
  record: record.describe("The record with the highest score; empty for detections"),
  state: z.enum(ALERT_STATES),
  /** Of closed ones. */
  verdict: z.enum(ALERT_VERDICTS).nullable(),
  note: z.string(),
  /** Name of who looks after it. */
  assignee: z.string().nullable(),
  /** When a person has acknowledged it. */
  acknowledgedAt: moment.nullable(),
  closedAt: moment.nullable(),
  /** Id of the suppression that kept it from being sent. */
  suppressedBy: z.string().nullable(),
}).meta({ id: "Alert" });

/** Records that a rule has found, told as one thing. */
export type Alert = z.infer<typeof alertSchema>;

/** A live record of an alert as it is kept. */
export const keptRecordSchema = z.object({
  /** When it arrived. */
  at: moment,
  score: z.number(),
  severity: severityValue,
  record,
});

/** A live record of an alert as it is kept. */
export type KeptRecord = z.infer<typeof keptRecordSchema>;

/** A record of an alert. */
export const alertRecordSchema = z.object({
  row: z.int().min(1).nullable().describe("Its number in the dataset, from 1; null for live ones"),
  connection: recordConnectionSchema,
  severity: severityValue.nullable(),
  score: z.number().nullable(),
  reason: z.string().nullable()
    .describe("The feature that raised its score most, and its value"),
  record: record.nullable().describe("All of its columns; null where they were deleted"),
}).meta({ id: "AlertRecord" });

/** A record of an alert. */
export type AlertRecord = z.infer<typeof alertRecordSchema>;

/** The alerts of one rule about one host. */
export const alertGroupSchema = z.object({
  rule: named,
  host: z.string().nullable().describe("null for alerts about no host, or about several"),
  alerts: count,
  open: count,
  /** The highest. */
  severity: severityValue,
  firstAt: moment,
  lastAt: moment,
}).meta({ id: "AlertGroup" });

/** The alerts of one rule about one host. */
export type AlertGroup = z.infer<typeof alertGroupSchema>;
