/**
 * What an alert is.
 *
 * @module
 */
import type { InputRecord } from "../learning/features/input.ts";
import type { Severity } from "../learning/severity/severity.ts";

/** What the records of an alert have in common: the value of one column. */
export interface Entity {
  column: string;
  value: string;
}

/** Records that a rule has found, told as one thing. */
export interface Alert {
  id: string;
  rule: { id: string; name: string };
  model: { id: string; name: string };
  /** `null` for rules that do not tell entities apart. */
  entity: Entity | null;
  /** The highest of its records, as severity and as score. */
  severity: Severity;
  score: number;
  threshold: number;
  /** Records so far. */
  count: number;
  /** ISO 8601, of the first and of the latest record. */
  firstAt: string;
  lastAt: string;
  /** The record with the highest score. */
  record: InputRecord;
  /** When a person has acknowledged it. */
  acknowledgedAt: string | null;
  /** Id of the suppression that kept it from being sent. */
  suppressedBy: string | null;
}

/** An alert in a sentence. */
export function alertTitle({ severity, entity, count, rule }: Alert): string {
  const who = entity ? ` on ${entity.column} ${entity.value}` : "";
  const records = count === 1 ? "1 record" : `${count} records`;
  return `${capital(severity.band)} anomaly${who}: ${records} (${rule.name})`;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
