/**
 * The check of every part of a model that comes from another installation. What a part has beyond
 * its schema is dropped: nothing comes in unchecked.
 *
 * @module
 */
import { z } from "zod";
import { DETECTOR_KINDS, detectorDefinition } from "../detectors/catalogue.ts";
import type { MemberFacts } from "../detectors/detector.ts";
import { detectorParamsSchema } from "../detectors/params.ts";
import type { ModelImportance } from "../resources/importance.ts";
import { runRequestSchema } from "../training/request/request_schema.ts";
import { MOST_SEEDS } from "../training/request/seeds.ts";
import type { ModelCurves, RunData, RunRequest, RunResult } from "../resources/run.ts";
import { THRESHOLDS } from "../learning/thresholds/catalogue.ts";
import type { Threshold, ThresholdRule } from "../learning/thresholds/rule.ts";
import { thresholdRuleSchema } from "../learning/thresholds/schema.ts";
import { pipelineStateSchema } from "../learning/features/state.ts";
import { SCALING_KINDS } from "../learning/features/scaling/scaler.ts";

const name = z.string().max(2000);
const names = z.array(name).max(100_000);
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const metric = z.number().min(-1).max(1).nullable();
const series = z.array(z.number()).max(100_000);
const kind = z.enum(DETECTOR_KINDS);
const plainParams = z.record(name, z.unknown());

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

const result = z.object({
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

const asked = z.object({ kind, params: plainParams, threshold: thresholdRuleSchema });

const request: z.ZodType<RunRequest> = z.object({
  ...runRequestSchema.shape,
  name,
  train: name,
  test: name.optional(),
  sequenceBy: name.optional(),
  seed: count,
  detectors: z.array(asked).length(1),
});

const dropped = pipelineStateSchema.shape.dropped;
const scaled = z.object({
  feature: name,
  scaling: z.enum(SCALING_KINDS),
});

const data = z.object({
  trainRows: count,
  trainNormalRows: count,
  testRows: count,
  trainDuplicates: count,
  testDuplicates: count,
  droppedDuplicates: count,
  policyDropped: z.object({ train: count, test: count }),
  overlap: count,
  features: names,
  recordKind: pipelineStateSchema.shape.kind,
  columns: count,
  preparation: z.array(
    z.object({ supervised: z.boolean(), scalings: z.array(scaled), dropped }),
  ).max(10).optional(),
}) satisfies z.ZodType<RunData>;

const label = z.object({
  name,
  count,
  attack: z.boolean(),
  duplicates: count,
  dropped: count,
});

/** `bundle.json`; the pipeline is checked where it is loaded. */
export const bundleSchema = z.object({
  version: z.literal(1, { error: "This Netsift reads version 1 of models only." }),
  pipeline: z.unknown(),
  result,
  request,
  data,
  labels: z.array(label).max(100_000),
  versions: z.record(name, name),
  createdAt: z.iso.datetime(),
}).superRefine(({ result, request, data }, context) => {
  const [detector] = request.detectors;
  const definition = detectorDefinition(result.kind);
  const checks: [boolean, string][] = [
    [detector.kind === result.kind, "The model is not of the kind that was asked for."],
    [data.testRows === result.testRows, "The numbers of test rows differ."],
    [
      [detector.params, result.params].every((params) =>
        detectorParamsSchema(definition.fields, definition.check).safeParse(params).success
      ),
      "The parameters are not those of the detector.",
    ],
  ];
  for (const [holds, message] of checks) if (!holds) context.addIssue({ code: "custom", message });
});

const curve = <Key extends string>(...keys: Key[]) =>
  z.object(Object.fromEntries(keys.map((key) => [key, series])) as Record<Key, typeof series>)
    .refine(
      (value) => new Set(Object.values(value).map((list) => (list as number[]).length)).size <= 1,
      {
        error: "The lists of a curve differ in length.",
      },
    );

/** `curves.json` */
export const curvesSchema = z.object({
  roc: curve("fpr", "tpr", "threshold").nullable(),
  pr: curve("recall", "precision", "threshold").nullable(),
  histogram: z.object({ edges: series, normal: series, attack: series }).refine(
    ({ edges, normal, attack }) =>
      normal.length === attack.length && edges.length === normal.length + 1,
    { error: "A histogram has one edge more than counts." },
  ),
  loss: z.object({ train: series, validation: series }).nullable(),
  order: z.object({ actual: series.nullable(), predicted: series, windowRows: z.number().gt(0) }),
  criterion: z.object({
    measure: z.enum(["silhouette", "bic"]),
    counts: series,
    values: series,
    chosen: z.number(),
  }).optional(),
}) satisfies z.ZodType<ModelCurves>;

const features = z.array(
  z.object({ feature: name, importance: z.number(), deviation: z.number() }),
).max(100_000);

/** `importance.json` */
export const importanceSchema = z.object({
  permutation: z.object({
    measure: z.enum(["roc-auc", "score-change"]),
    baseline: z.number().nullable(),
    rows: count,
    repeats: count,
    features,
  }).nullable(),
  explanation: z.object({ rows: count, features }).nullable(),
  notes: z.array(name).max(100),
}) satisfies z.ZodType<ModelImportance>;

/** `test_rows.json` */
export const testRowsSchema = z.object({ names: names.nullable() });

/** `detector.json`; kind, parameters and state are checked where the detector is loaded. */
export const detectorHeadSchema = z.object({
  kind,
  params: plainParams,
  data: z.record(z.string(), z.unknown()),
  files: z.array(z.string().regex(/^(?!\.)[\w.-]{1,100}$/)).max(1000),
});
