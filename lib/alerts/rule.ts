/**
 * Rules: which records raise an alert, and where it goes.
 *
 * @module
 */
import { z } from "zod";
import { SEVERITY_BANDS } from "../learning/severity/severity.ts";
import { givenId } from "../base/request_limits.ts";

const id = givenId.regex(/^[\w-]+$/, "This is not an id.");
const column = z.string().trim().min(1, "Name a column.").max(200);

/** What a person may say of a rule. */
export const ruleSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the rule a name.").max(120),
  enabled: z.boolean().default(true),
  /** Only records that this model scored; of all models where it is `null`. */
  model: id.nullable().default(null),
  /** Records of this band or a higher one. */
  severity: z.enum(SEVERITY_BANDS).default("high"),
  /** Only records with this value in this column. */
  where: z.strictObject({ column, value: z.string().max(500) }).nullable().default(null),
  /** Column whose values are told apart: an alert for each; `null`: one for all. */
  entity: column.nullable().default(null),
  /** So many records within the window raise an alert. */
  count: z.int("Give a whole number.").min(1).max(10_000).default(1),
  windowSeconds: z.int("Give a whole number.").min(1).max(86_400).default(300),
  /** Destinations that it is sent to. */
  destinations: z.array(id).max(20).default([]),
});

/** A rule as a person gives it. */
export type RuleRequest = z.infer<typeof ruleSchema>;

/** A rule as it is stored. */
export type Rule = RuleRequest & { id: string; createdAt: string };

/** Where the bands begin, by severity. */
export const BAND_ORDER = new Map(SEVERITY_BANDS.map((band, index) => [band, index]));
