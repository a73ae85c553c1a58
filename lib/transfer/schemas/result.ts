/**
 * The check of the result of an imported model.
 *
 * @module
 */
import { z } from "zod";
import type { MemberFacts } from "../../detectors/detector.ts";
import { THRESHOLDS } from "../../learning/thresholds/catalogue.ts";
import type { Threshold, ThresholdRule } from "../../learning/thresholds/rule.ts";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import type { RunResult } from "../../resources/run.ts";
import { MOST_SEEDS } from "../../training/request/seeds.ts";
import { count, kind, metric, name, plainParams, share } from "./fields.ts";

const interval = z.object({ estimate: share, low: share, high: share, confidence: share });
const found = z.looseObject({ value: z.number(), falsePositiveRate: interval.optional() });

/** A rule with what it has found. */
const threshold: z.ZodType<ThresholdRule & Threshold> = found.transform((given, context) => {
  const { value, falsePositiveRate } = given;
  const rule = thresholdRuleSchema.safeParse(plainRule(given));
  if (!rule.success) {
    context.addIssue({ code: "custom", message: rule.error.issues[0].message });
    return z.NEVER;
  }
  return { ...rule.data, value, ...(falsePositiveRate && { falsePositiveRate }) };
});

/** Only what belongs to the rule itself. */
function plainRule(given: Record<string, unknown>): Record<string, unknown> {
  const fields = THRESHOLDS.find(({ rule }) => rule === given.rule)?.fields ?? [];
  return {
    rule: given.rule,
    ...Object.fromEntries(fields.map((field) => [field.name, given[field.name]])),
  };
}

const flagged = { flagged: count, precision: metric, recall: metric };

const agreement = z.object({
  members: z.array(
    z.object({
      kind,
      model: name.optional(),
      weight: z.number().optional(),
      threshold,
      ...flagged,
      alone: count,
    }),
  ).max(20),
  all: z.object(flagged),
  any: z.object(flagged),
  confidence: z.object({ high: count, medium: count, low: count }),
  perClass: z.array(z.object({
    label: name,
    attack: z.boolean(),
    rows: count,
    members: z.array(count).max(20),
    alone: z.array(count).max(20),
    all: count,
    any: count,
  })).max(100_000),
}) satisfies z.ZodType<{ members: MemberFacts[] }>;

const engine = z.object({
  engine: z.enum(["kernels", "tfjs"]),
  threads: count,
  fusedMultiplyAdd: z.boolean(),
  remark: name.optional(),
});

const metrics = z.object({
  rocAuc: metric,
  prAuc: metric,
  accuracy: metric,
  precision: metric,
  recall: metric,
  f1: metric,
  confusion: z.object({ tn: count, fp: count, fn: count, tp: count }).nullable(),
});

const tested = {
  testRows: z.int().min(1),
  flaggedRows: count,
  fitMs: z.number().min(0),
  scoreMs: z.number().min(0),
  metrics,
};

/** What a model has come to. */
export const resultSchema = z.object({
  model: name,
  kind,
  params: plainParams,
  threshold,
  trainedRows: count,
  trainedAttacks: count.optional(),
  context: count.optional(),
  engine: engine.optional(),
  heldOutRows: count,
  ...tested,
  perClass: z.array(
    z.object({ label: name, attack: z.boolean(), rows: count, flagged: count }),
  ).max(100_000),
  agreement: agreement.optional(),
  repeats: z.array(z.object({ ...tested, seed: count, threshold: z.number() }))
    .max(MOST_SEEDS).optional(),
  warnings: z.array(z.string().max(2000)).max(50).optional(),
  failedSeeds: z.array(z.object({ seed: count, error: z.string().max(2000) })).max(MOST_SEEDS)
    .optional(),
}) satisfies z.ZodType<RunResult>;
