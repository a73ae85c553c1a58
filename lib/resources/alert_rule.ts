/**
 * Rules: which records raise an alert, and where it goes.
 *
 * @module
 */
import { z } from "zod";
import { SEVERITY_BANDS } from "../learning/severity/severity.ts";
import { columnName, columnValueSchema, createdFields, namedId } from "./fields.ts";

/** What a person may say about a rule. */
export const ruleRequestSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the rule a name.").max(120),
  enabled: z.boolean().default(true),
  /** Only records that this model scored; of all models where it is `null`. */
  model: namedId.nullable().default(null),
  /** Records of this band or a higher one. */
  severity: z.enum(SEVERITY_BANDS).default("high"),
  /** Only records with this value in this column. */
  where: columnValueSchema.nullable().default(null),
  /** Alerts are grouped by the values of this column; `null`: one for all. */
  entity: columnName.nullable().default(null),
  /** So many records within the window raise an alert. */
  count: z.int("Give a whole number.").min(1).max(10_000).default(1),
  windowSeconds: z.int("Give a whole number.").min(1).max(86_400).default(300),
  /** Destinations that it is sent to. */
  destinations: z.array(namedId).max(20).default([]),
});

/** A rule as a person gives it. */
export type RuleRequest = z.infer<typeof ruleRequestSchema>;

/** A rule as it is stored. */
export const ruleSchema = z.object({ ...createdFields, ...ruleRequestSchema.shape })
  .meta({ id: "AlertRule" });

/** A rule as it is stored. */
export type Rule = z.infer<typeof ruleSchema>;
