/**
 * Suppressions: which alerts are not sent, why and until when.
 *
 * @module
 */
import { z } from "zod";
import { columnValueSchema, createdFields, moment, namedId } from "./fields.ts";

/** Longest time that a suppression may hold: a year. */
const MOST_MINUTES = 366 * 24 * 60;

/** What a person may say about a suppression; a part that is left out holds for all. */
export const suppressionRequestSchema = z.strictObject({
  comment: z.string().trim().min(1, "Enter a reason.").max(500),
  rule: namedId.nullable().default(null),
  model: namedId.nullable().default(null),
  entity: columnValueSchema.nullable().default(null),
  /** From now. */
  minutes: z.int("Must be a whole number of minutes.").min(1).max(MOST_MINUTES),
});

/** A suppression as a person gives it. */
export type SuppressionRequest = z.infer<typeof suppressionRequestSchema>;

/** A suppression as it is stored. */
export const suppressionSchema = z.object({
  ...createdFields,
  ...suppressionRequestSchema.omit({ minutes: true }).shape,
  expiresAt: moment,
}).meta({ id: "Suppression" });

/** A suppression as it is stored. */
export type Suppression = z.infer<typeof suppressionSchema>;
