/**
 * The bodies of requests to models.
 *
 * @module
 */
import { z } from "zod";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { recordSchema } from "../../scoring/requests/record_schema.ts";
import { givenColumns } from "../../base/request_limits.ts";

/** The body of `PATCH /api/v1/models/{id}`. */
export const modelChangeSchema = z.strictObject({ threshold: thresholdRuleSchema });

/** The body of `POST /api/v1/models/{id}/counterfactuals`. */
export const counterfactualsRequestSchema = z.strictObject({
  record: recordSchema,
  features: givenColumns.min(1, "Choose at least one feature.").optional(),
});

/** The body of `POST /api/v1/models/{id}/neighbours`. */
export const neighboursRequestSchema = z.strictObject({
  record: recordSchema,
  count: z.int().min(1, "Must be at least 1.").max(20, "Must be at most 20.").default(1),
});
