/**
 * Rules: which records, batches or detections raise an alert, and where it goes.
 *
 * @module
 */
import { z } from "zod";
import { SEVERITY_BANDS } from "../learning/severity/severity.ts";
import { ALERT_SOURCES } from "./choices.ts";
import { columnName, columnValueSchema, createdFields, namedId } from "./fields.ts";

/** What a person may say about a rule. */
export const ruleRequestSchema = z.strictObject({
  name: z.string().trim().min(1, "Enter a name.").max(120),
  enabled: z.boolean().default(true),
  source: z.enum(ALERT_SOURCES).default("live").describe(
    "What it watches: records that arrive, batches or detections that end, or what behaviour " +
      "checks find at sensors",
  ),
  /** Only records that this model scored; of all models where it is `null`. */
  model: namedId.nullable().default(null),
  /** Records, or hosts of a detection, of this band or a higher one. */
  severity: z.enum(SEVERITY_BANDS).default("high"),
  /** Only records with this value in this column. */
  where: columnValueSchema.nullable().default(null),
  /** Alerts are grouped by the values of this column; `null`: one for all. */
  entity: columnName.nullable().default(null),
  /** So many records within the window, or in a batch, or findings about a host raise an alert. */
  count: z.int("Must be a whole number.").min(1).max(10_000).default(1),
  windowSeconds: z.int("Must be a whole number.").min(1).max(86_400).default(300),
  /** Destinations that it is sent to. */
  destinations: z.array(namedId).max(20).default([]),
}).superRefine(({ source, model, where, entity }, context) => {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (source === "live") return;
  if (where !== null) refuse("where", "Only rules about live records can look at a column.");
  if (entity !== null) refuse("entity", "Only rules about live records can group by a column.");
  if (source === "detection" && model !== null) {
    refuse("model", "Detections judge hosts by all models and checks together.");
  }
  if (source === "sensor" && model !== null) {
    refuse(
      "model",
      "At sensors, rules watch what behaviour checks find; models have live records.",
    );
  }
});

/** A rule as a person gives it. */
export type RuleRequest = z.infer<typeof ruleRequestSchema>;

/** A rule as it is stored. */
export const ruleSchema = z.object({ ...createdFields, ...ruleRequestSchema.shape })
  .meta({ id: "AlertRule" });

/** A rule as it is stored. */
export type Rule = z.infer<typeof ruleSchema>;
