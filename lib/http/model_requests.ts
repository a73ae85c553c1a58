/**
 * The bodies of requests to models.
 *
 * @module
 */
import { z } from "zod";
import { thresholdRuleSchema } from "../thresholds/schema.ts";
import { recordSchema } from "./record_schema.ts";

/** The body of `PATCH /api/v1/models/{id}`. */
export const modelChangeSchema = z.strictObject({ threshold: thresholdRuleSchema });

/**
 * The body of `POST /api/v1/models/{id}/predict`. Schemas are kept: to make one takes longer than to
 * score a record.
 *
 * @param most records in one request
 */
export function predictRequestSchema(most: number): ReturnType<typeof makePredictSchema> {
  let schema = predictSchemas.get(most);
  if (!schema) predictSchemas.set(most, schema = makePredictSchema(most));
  return schema;
}

const predictSchemas = new Map<number, ReturnType<typeof makePredictSchema>>();

function makePredictSchema(most: number) {
  return z.strictObject({
    records: z.array(recordSchema)
      .min(1, "Give at least one record.")
      .max(most, `Give ${most} records at most.`),
    sequence: z.boolean({ error: "Give true or false." }).default(false),
  });
}

/** The body of `POST /api/v1/models/{id}/counterfactuals`. */
export const counterfactualsRequestSchema = z.strictObject({
  record: recordSchema,
  features: z.array(z.string()).min(1, "Name at least one feature.").optional(),
});

/** The body of `POST /api/v1/models/{id}/neighbours`. */
export const neighboursRequestSchema = z.strictObject({
  record: recordSchema,
  count: z.int().min(1, "Must be at least 1.").max(20, "Must be at most 20.").default(1),
});
