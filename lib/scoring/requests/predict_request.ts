/**
 * The body of `POST /api/v1/models/{id}/predict`, which may hold a million values.
 *
 * @module
 */
import { z } from "zod";
import { recordParts, type RecordsToScore } from "../../models/record_parts.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import { MOST_ENTRIES } from "../../base/request_limits.ts";
import { parseBody } from "../../http/json/json_body.ts";
import {
  type FieldError,
  invalid,
  invalidField,
  invalidFields,
  MOST_ERRORS,
  toPointer,
} from "../../http/problem.ts";
import { toRecord } from "./record_schema.ts";

/** Characters of all names that nested values get in one request. */
const MOST_NAME_CHARACTERS = 64 * 2 ** 20;

/**
 * Reads a request to predict.
 *
 * @param bytes its body
 * @param most records in one request
 * @throws {ProblemError} 400 for what is no JSON, 422 that names the first 100 faults
 */
export function parsePredictRequest(bytes: Uint8Array, most: number): RecordsToScore {
  const envelope = predictRequestSchema(most).safeParse(parseBody(bytes));
  if (!envelope.success) throw invalid(envelope.error);
  const { records: given, sequence } = envelope.data;
  const records: InputRecord[] = [];
  const errors: FieldError[] = [];
  let named = 0;
  for (const [index, each] of given.entries()) {
    const path = ["records", index];
    const record = isRecord(each) ? toRecord(each) : null;
    const fault = record ? faultOf(record) : notARecord(each);
    if (fault !== null) errors.push({ pointer: toPointer(path), detail: fault });
    else if (record) records.push(record);
    if (errors.length > MOST_ERRORS) break;
    if (record && record !== each) named += charactersOfNames(record);
    if (named > MOST_NAME_CHARACTERS) {
      throw invalidField(path, "The names of nested values are too long in all.");
    }
  }
  if (errors.length > 0) throw invalidFields(errors);
  return recordParts(records, sequence);
}

const schemas = new Map<number, ReturnType<typeof makeSchema>>();

/**
 * The body without a look into its records. Schemas are kept: to make one takes longer than to score
 * a record.
 *
 * @param most records in one request
 */
export function predictRequestSchema(most: number): ReturnType<typeof makeSchema> {
  let schema = schemas.get(most);
  if (!schema) schemas.set(most, schema = makeSchema(most));
  return schema;
}

function makeSchema(most: number) {
  const record = z.unknown().meta({
    type: "object",
    additionalProperties: {},
    maxProperties: MOST_ENTRIES,
  });
  return z.strictObject({
    records: z.array(record)
      .min(1, "Send at least one record.")
      .max(most, `Send at most ${most} records.`),
    sequence: z.boolean({ error: "Must be true or false." }).default(false),
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notARecord(value: unknown): string {
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return `Invalid input: expected record, received ${type}`;
}

function faultOf(record: InputRecord): string | null {
  return Object.keys(record).length > MOST_ENTRIES
    ? `A record can have at most ${MOST_ENTRIES} values.`
    : null;
}

function charactersOfNames(record: InputRecord): number {
  return Object.keys(record).reduce((sum, name) => sum + name.length, 0);
}
