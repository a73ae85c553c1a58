/**
 * The fields of a run request that are about single columns, rare categories and filters.
 *
 * @module
 */
import { z } from "zod";
import { namedValues } from "../../base/named_values.ts";
import { contextFields } from "../context/context_fields.ts";
import { ENCODING_KINDS } from "./encodings.ts";
import { PORT_TREATMENTS } from "./ports/port_treatment.ts";
import { SCALING_CHOICES } from "./scaling/scaler.ts";

/** See `options.ts` for what each means; what is absent is as usual. */
export const featureOptionFields = {
  context: z.strictObject(contextFields).optional()
    .describe("Context features: the connections around each record"),
  ports: z.enum(PORT_TREATMENTS).optional()
    .describe("classes: port numbers become classes, such as 443 or ephemeral; numbers: they stay"),
  columns: namedValues(
    z.strictObject({
      encoding: z.enum(ENCODING_KINDS).optional(),
      scaling: z.enum(SCALING_CHOICES).optional(),
    }),
  ).optional(),
  rareCategories: z.strictObject({
    minCount: z.int().min(1).optional(),
    minShare: z.number().gt(0, "Must be more than 0.").lt(1, "Must be less than 1.").optional(),
  }).optional(),
  filters: z.strictObject({
    nearConstant: z.number().min(0, "Must be 0 or more.").lt(0.5, "Must be less than 0.5.")
      .optional(),
    correlation: z.number().gt(0, "Must be more than 0.").max(1, "Must be 1 or less.").optional(),
  }).optional(),
};
