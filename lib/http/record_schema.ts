/**
 * Records to score, as the API takes them.
 *
 * @module
 */
import { z } from "zod";
import type { InvalidRecord } from "../models/predict.ts";
import { Problem, toPointer } from "./problem.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: "Give a number, a text, true, false or null.",
});

/** One record: values by feature name. */
export const recordSchema = z.record(z.string(), value);

/**
 * A 422 that points to each feature that is wrong.
 *
 * @param path of the record in the request
 */
export function invalidRecord(error: InvalidRecord, path: PropertyKey[]): Problem {
  const errors = error.faults.map(({ feature, message }) => ({
    pointer: toPointer([...path, feature]),
    detail: message,
  }));
  return new Problem(422, error.message, { errors });
}
