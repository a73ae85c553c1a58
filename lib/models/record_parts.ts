/**
 * Records on their way to the thread that scores: in parts, between which it serves others.
 *
 * @module
 */
import type { InputRecord } from "../learning/features/input.ts";

/** Records as the thread takes them. */
export interface RecordPart {
  /** The place of its first record among all, from 0. */
  first: number;
  /** An array of records, as JSON. */
  json: string;
}

/** Records that were asked about together. */
export interface RecordsToScore {
  /** Whether they are one sequence, oldest first; if not, each is scored alone. */
  isSequence: boolean;
  /** The record where there is only one; it has no parts. */
  single: InputRecord | null;
  parts: RecordPart[];
}

/** Records of one part. */
const MOST_RECORDS = 200;
/** Characters of one part, unless a single record is longer. */
const MOST_CHARACTERS = 2 ** 20;

/**
 * Divides records. A sequence stays whole, because its records are scored together.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { recordParts } from "./record_parts.ts";
 *
 * const records = Array.from({ length: 450 }, (_, a) => ({ a }));
 * assert.deepEqual(recordParts(records, false).parts.map(({ first }) => first), [0, 200, 400]);
 * assert.equal(recordParts(records, true).parts.length, 1);
 * ```
 */
export function recordParts(records: InputRecord[], isSequence: boolean): RecordsToScore {
  const [single] = records;
  if (records.length === 1) return { isSequence, single, parts: [] };
  const parts: RecordPart[] = [];
  let texts: string[] = [];
  let characters = 0;
  const finish = (next: number) => {
    if (texts.length === 0) return;
    parts.push({ first: next - texts.length, json: `[${texts.join()}]` });
    texts = [];
    characters = 0;
  };
  for (const [index, record] of records.entries()) {
    const text = JSON.stringify(record);
    const isFull = texts.length === MOST_RECORDS || characters + text.length > MOST_CHARACTERS;
    if (!isSequence && isFull) finish(index);
    texts.push(text);
    characters += text.length;
  }
  finish(records.length);
  return { isSequence, single: null, parts };
}

/** Parts as one, for records that depend on those before them; none where there are none. */
export function joinParts(parts: RecordPart[]): RecordPart[] {
  if (parts.length < 2) return parts;
  return [{ first: 0, json: `[${parts.map(({ json }) => json.slice(1, -1)).join()}]` }];
}
