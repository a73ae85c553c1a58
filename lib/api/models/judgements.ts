/**
 * The request and the answers of `/api/v1/models/{id}/judgements`.
 *
 * @module
 */
import { z } from "zod";
import type { AttackShare, Judgements } from "../../explain/judgements/types.ts";
import { count, share } from "../../resources/fields.ts";
import { VERDICTS } from "../../resources/judgement.ts";
import { contributionSchema } from "./answers.ts";

/** A verdict on a record. */
export const judgementRequestSchema = z.strictObject({
  row: z.int().min(1).describe("One of those that were drawn, counted from 1"),
  verdict: z.enum(VERDICTS, { error: `Choose one of ${VERDICTS.join(", ")}, or null.` }).nullable()
    .describe("null takes it back"),
});

const attackShareSchema = z.object({
  attacks: count,
  benign: count,
  unsure: count,
  share,
  low: share,
  high: share,
  confidence: share,
}).meta({ id: "AttackShare" }) satisfies z.ZodType<AttackShare>;

/** What follows from the verdicts. */
export const judgedSchema = z.object({ estimate: attackShareSchema.nullable() });

/** Flagged records to judge. */
export const judgementsSchema = z.object({
  flagged: count,
  time: z.object({ column: z.string(), elapsed: z.boolean() }).nullable(),
  columns: z.array(z.string()),
  records: z.array(z.object({
    row: count,
    score: z.number(),
    time: z.number().nullable(),
    identity: z.array(z.union([z.string(), z.number(), z.null()])),
    reasons: z.array(contributionSchema),
    verdict: z.enum(VERDICTS).nullable(),
  })),
  estimate: attackShareSchema.nullable(),
}).meta({ id: "Judgements" }) satisfies z.ZodType<Judgements>;
