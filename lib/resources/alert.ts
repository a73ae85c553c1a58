/**
 * Alerts: records that a rule has found.
 *
 * @module
 */
import { z } from "zod";
import { SEVERITY_BANDS } from "../learning/severity/severity.ts";
import { count, moment } from "./fields.ts";

const named = z.object({ id: z.string(), name: z.string() });

const entity = z.object({ column: z.string(), value: z.string() });

/** What the records of an alert have in common: the value of one column. */
export type Entity = z.infer<typeof entity>;

/** Records that a rule has found, told as one thing. */
export const alertSchema = z.object({
  id: z.string(),
  rule: named,
  model: named,
  /** `null` for rules that do not group by a column. */
  entity: entity.nullable(),
  /** The highest of its records, as severity and as score. */
  severity: z.object({ value: z.number().min(0).max(100), band: z.enum(SEVERITY_BANDS) }),
  score: z.number(),
  threshold: z.number(),
  /** Records so far. */
  count,
  /** Of the first record. */
  firstAt: moment,
  /** Of the latest record. */
  lastAt: moment,
  /** The record with the highest score. */
  record: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** When a person has acknowledged it. */
  acknowledgedAt: moment.nullable(),
  /** Id of the suppression that kept it from being sent. */
  suppressedBy: z.string().nullable(),
}).meta({ id: "Alert" });

/** Records that a rule has found, told as one thing. */
export type Alert = z.infer<typeof alertSchema>;
