/**
 * A record and its models as an address, and as a command.
 *
 * @module
 */
import type { InputRecord } from "../../learning/features/input.ts";

/** Longer records are not read out of an address. */
const MOST_CHARACTERS = 16_000;

/** The path of the page that shows a record's verdicts. */
export function recordAddress(models: string[], record: InputRecord): string {
  const query = new URLSearchParams(models.map((id) => ["model", id]));
  query.set("record", JSON.stringify(record));
  return `/predict?${query}`;
}

/**
 * The record of an address.
 *
 * @returns `null` for what is no record: anyone may write an address
 */
export function recordOfAddress(text: string): InputRecord | null {
  if (text.length > MOST_CHARACTERS) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const isPlain = Object.values(value).every((each) => each === null || typeof each !== "object");
    return isPlain ? value as InputRecord : null;
  } catch {
    return null;
  }
}

/** A curl command, for a POSIX shell, that predicts the record. */
export function curlOf(origin: string, model: string, record: InputRecord): string {
  const body = JSON.stringify({ records: [record] }).replaceAll("'", `'\\''`);
  return `curl -X POST '${origin}/api/v1/models/${model}/predict' \\\n` +
    `  -H 'content-type: application/json' \\\n  -d '${body}'`;
}
