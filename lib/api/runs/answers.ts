import { z } from "zod";
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";
import type { MemberFacts } from "../../detectors/detector.ts";
import { SCALING_KINDS } from "../../learning/features/scaling/scaler.ts";
import { PROJECTION_METHODS } from "../../explain/projection/types.ts";
import { runRequestSchema } from "../../training/request/request.ts";
import type { RunData, RunRequest, RunStatus } from "../../resources/run.ts";
import { RULE_NAMES, thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { count, figure, moment, progressFields, series, share } from "../common.ts";
import { eventKindSchema } from "../datasets/answers.ts";

/** Where a run stands. */
export const runStatusSchema = z.enum(
  [
    "queued",
    "running",
    "done",
    "failed",
    "cancelled",
    "interrupted",
  ] satisfies RunStatus[],
);

const kind = z.enum(DETECTOR_KINDS);
const params = z.record(z.string(), z.unknown());
const names = z.array(z.string());
const lossSeries = { train: series, validation: series };

/** A rule with the value that it has found, and its own parameters. */
export const thresholdSchema = z.looseObject({
  rule: z.enum(RULE_NAMES),
  value: z.number(),
  falsePositiveRate: z.object({ estimate: share, low: share, high: share, confidence: share })
    .optional(),
}).meta({ id: "Threshold" });

const flagged = { flagged: count, precision: figure, recall: figure };

/** A detector in a hybrid. */
export const memberFields = {
  kind,
  model: z.string().optional(),
  weight: z.number().optional(),
  threshold: thresholdSchema,
} satisfies { [Key in keyof MemberFacts]: z.ZodType };

const agreementFields = {
  members: z.array(z.object({ ...memberFields, ...flagged, alone: count })),
  all: z.object(flagged),
  any: z.object(flagged),
  confidence: z.object({ high: count, medium: count, low: count }),
  perClass: z.array(z.object({
    label: z.string(),
    attack: z.boolean(),
    rows: count,
    members: z.array(count),
    alone: z.array(count),
    all: count,
    any: count,
  })),
};

/** What models of one run say of its test rows. */
export const modelAgreementSchema = z.object({
  ...agreementFields,
  majority: z.object(flagged),
  records: z.array(z.object({
    row: count,
    label: z.string().nullable(),
    attack: z.boolean().nullable(),
    scores: series,
    records: count,
  })),
}).meta({ id: "Agreement" });

const metrics = z.object({
  rocAuc: figure,
  prAuc: figure,
  accuracy: figure,
  precision: figure,
  recall: figure,
  f1: figure,
  confusion: z.object({ tn: count, fp: count, fn: count, tp: count }).nullable(),
});

/** What every trained model has. */
export const resultFields = {
  model: z.string(),
  kind,
  params,
  threshold: thresholdSchema,
  trainedRows: count,
  trainedAttacks: count.optional(),
  context: count.optional(),
  engine: z.object({
    engine: z.enum(["kernels", "tfjs"]),
    threads: count,
    fusedMultiplyAdd: z.boolean(),
    remark: z.string().optional(),
  }).optional(),
  heldOutRows: count,
  testRows: count,
  flaggedRows: count,
  fitMs: z.number(),
  scoreMs: z.number(),
  metrics,
  perClass: z.array(
    z.object({ label: z.string(), attack: z.boolean(), rows: count, flagged: count }),
  ),
  agreement: z.object(agreementFields).optional(),
  repeats: z.array(z.object({
    seed: z.int(),
    testRows: count,
    flaggedRows: count,
    fitMs: z.number(),
    scoreMs: z.number(),
    metrics,
    threshold: z.number(),
  })).optional(),
  warnings: z.array(z.string()).optional(),
  failedSeeds: z.array(z.object({ seed: z.int(), error: z.string() })).optional(),
};

/** A detector of a run that failed; the others went on. */
const failedResultSchema = z.object({
  kind,
  params,
  threshold: thresholdRuleSchema,
  error: z.string(),
}).meta({ id: "FailedResult" });

const asked = runRequestSchema.shape;

const requestSchema = z.object({
  name: z.string(),
  train: z.string(),
  test: z.string().optional(),
  split: asked.split,
  features: z.union([z.literal("all"), names]),
  encoding: asked.encoding.unwrap(),
  scaling: asked.scaling.unwrap(),
  columns: asked.columns,
  rareCategories: asked.rareCategories,
  filters: asked.filters,
  dropDuplicates: z.boolean(),
  sequenceBy: z.string().optional(),
  seed: z.int(),
  seeds: z.array(z.int()).optional(),
  detectors: z.array(z.object({ kind, params, threshold: thresholdRuleSchema })),
}).meta({ id: "RunRequest" }) satisfies z.ZodType<RunRequest>;

const dataSchema = z.object({
  trainRows: count,
  trainNormalRows: count,
  testRows: count,
  trainDuplicates: count,
  testDuplicates: count,
  droppedDuplicates: count,
  policyDropped: z.object({ train: count, test: count }),
  overlap: count,
  features: names,
  recordKind: eventKindSchema.optional(),
  columns: count,
  preparation: z.array(z.object({
    supervised: z.boolean(),
    scalings: z.array(z.object({ feature: z.string(), scaling: z.enum(SCALING_KINDS) })),
    dropped: z.array(z.object({
      feature: z.string(),
      column: z.string(),
      reason: z.union([
        z.object({ filter: z.literal("near-constant"), differing: share }),
        z.object({
          filter: z.literal("correlation"),
          with: z.string(),
          coefficient: z.number(),
        }),
      ]),
    })),
  })).optional(),
}).meta({ id: "RunData" }) satisfies z.ZodType<RunData>;

/** A run. */
export const runSchema = z.object({
  id: z.string(),
  name: z.string(),
  notes: z.string().optional(),
  imported: z.object({
    at: z.string(),
    file: z.string(),
    model: z.string(),
    versions: z.record(z.string(), z.string()),
  }).optional(),
  status: runStatusSchema,
  request: requestSchema,
  trainName: z.string(),
  testName: z.string().nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: z.object({
    ...progressFields,
    kind: kind.optional(),
    detector: count.optional(),
    epoch: count.optional(),
    epochs: count.optional(),
    loss: z.number().optional(),
    validationLoss: z.number().optional(),
    losses: z.array(z.object({ kind, detector: count, ...lossSeries })).optional(),
  }).nullable(),
  error: z.string().nullable(),
  warnings: z.array(z.string()),
  data: dataSchema.nullable(),
  results: z.array(
    z.union([z.object(resultFields).meta({ id: "RunResult" }), failedResultSchema]),
  ),
}).meta({ id: "Run" });

/** A run that was just asked for, or cancelled. */
export const runStateSchema = z.object({ id: z.string(), status: runStatusSchema });

/** Test rows as points. */
export const projectionSchema = z.object({
  request: z.object({
    method: z.enum(PROJECTION_METHODS),
    sample: count,
    seed: z.int(),
    perplexity: z.int().optional(),
  }),
  status: z.enum(["queued", "running", "done", "failed"]),
  progress: z.object(progressFields).nullable(),
  error: z.string().nullable(),
  points: z.object({
    x: series,
    y: series,
    positions: z.array(count),
    rows: z.array(count),
    copies: z.array(count),
    labels: z.object({ codes: z.array(count), names }).nullable(),
    columns: z.array(z.union([
      z.object({
        name: z.string(),
        type: z.literal("numeric"),
        values: z.array(z.number().nullable()),
      }),
      z.object({
        name: z.string(),
        type: z.literal("categorical"),
        categories: names,
        codes: z.array(count.nullable()),
      }),
    ])),
    testRows: count,
    distinctRows: count,
    variance: z.array(z.number()).length(2).optional(),
    perplexity: z.number().optional(),
    attack: z.array(z.boolean()),
    models: z.array(z.object({ model: z.string(), scores: series, flagged: z.array(count) })),
  }).optional(),
}).meta({ id: "Projection" });
