/**
 * The body of `POST /api/v1/models/{id}/predict`, which may hold a million values: it is checked in
 * slices, so that other requests are answered meanwhile.
 *
 * @module
 */
import { z } from "zod";
import type { InputRecord } from "../models/types.ts";
import { readLargeJson } from "./json_body.ts";
import { MOST_ENTRIES } from "./json_shape.ts";
import { type FieldError, invalid, invalidFields, MOST_ERRORS, toPointer } from "./problem.ts";
import { toRecord } from "./record_schema.ts";

/** What to score. */
export interface PredictRequest {
  records: InputRecord[];
  sequence: boolean;
}

/** Longest time without a look at other requests, in milliseconds. */
const SLICE_MS = 20;

/**
 * Reads a request to predict.
 *
 * @param maxBytes largest body
 * @param most records in one request
 * @throws {Problem} 400 for what is no JSON, 413 for too much, 422 that names the first 100 faults
 */
export async function readPredictRequest(
  request: Request,
  maxBytes: number,
  most: number,
): Promise<PredictRequest> {
  const envelope = envelopeSchema(most).safeParse(await readLargeJson(request, maxBytes));
  if (!envelope.success) throw invalid(envelope.error);
  const { records: given, sequence } = envelope.data;
  const records: InputRecord[] = [];
  const errors: FieldError[] = [];
  let sliceEnd = performance.now() + SLICE_MS;
  for (const [index, record] of given.entries()) {
    const fault = faultOf(record);
    if (fault === null) records.push(toRecord(record as Record<string, unknown>));
    else errors.push({ pointer: toPointer(["records", index]), detail: fault });
    if (errors.length > MOST_ERRORS) break;
    if (performance.now() > sliceEnd) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  }
  if (errors.length > 0) throw invalidFields(errors);
  return { records, sequence };
}

const envelopes = new Map<number, ReturnType<typeof makeEnvelopeSchema>>();

/** Schemas are kept: to make one takes longer than to score a record. */
function envelopeSchema(most: number) {
  let schema = envelopes.get(most);
  if (!schema) envelopes.set(most, schema = makeEnvelopeSchema(most));
  return schema;
}

function makeEnvelopeSchema(most: number) {
  return z.strictObject({
    records: z.array(z.unknown())
      .min(1, "Give at least one record.")
      .max(most, `Give ${most} records at most.`),
    sequence: z.boolean({ error: "Give true or false." }).default(false),
  });
}

function faultOf(record: unknown): string | null {
  if (typeof record !== "object" || record === null || Array.isArray(record)) {
    return "Invalid input: expected record, received " +
      (record === null ? "null" : Array.isArray(record) ? "array" : typeof record);
  }
  return Object.keys(record).length > MOST_ENTRIES ? `Give ${MOST_ENTRIES} values at most.` : null;
}
