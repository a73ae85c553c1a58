/**
 * Records to score, as the API takes them.
 *
 * @module
 */
import { z } from "zod";
import { namedValues } from "../../base/named_values.ts";
import type { InvalidRecordError } from "../../learning/features/record_matrix.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import { flattenRecord } from "../../values/flatten.ts";
import { MOST_ERRORS, ProblemError, toPointer } from "../../http/problem.ts";

/**
 * One record: values by feature name. Objects in it are flattened, see {@linkcode flattenRecord}; any
 * other value is for the model to judge.
 */
export const recordSchema = namedValues(z.unknown()).transform(toRecord);

/** A flat record, as {@linkcode recordSchema} gives it, that JSON can carry: infinite numbers as words, which mean the same. */
export function toRecord(given: Record<string, unknown>): InputRecord {
  const record = flattenRecord(given);
  const infinite = Object.entries(record).filter(([, value]) =>
    typeof value === "number" && !Number.isFinite(value)
  );
  if (infinite.length === 0) return record;
  // Without a prototype: a name may be "__proto__".
  const written: InputRecord = Object.assign(Object.create(null), record);
  for (const [name, value] of infinite) written[name] = String(value);
  return written;
}

/**
 * A 422 that points to each feature that is wrong.
 *
 * @param path of the record in the request
 */
export function invalidRecord(error: InvalidRecordError, path: PropertyKey[]): ProblemError {
  const errors = error.faults.slice(0, MOST_ERRORS).map(({ feature, message }) => ({
    pointer: toPointer([...path, feature]),
    detail: message,
  }));
  return new ProblemError(422, error.message, { errors });
}
