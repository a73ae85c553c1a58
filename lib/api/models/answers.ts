import { z } from "zod";
import type { Counterfactuals } from "../../explain/counterfactuals/types.ts";
import type { ModelInput } from "../../learning/features/input.ts";
import type { ScoredNeighbours } from "../../explain/inspector.ts";
import { SEVERITY_BANDS } from "../../learning/severity/severity.ts";
import {
  count,
  eventKindSchema,
  mappedColumnSchema,
  moment,
  notationSchema,
  series,
  severityValue,
} from "../../resources/fields.ts";
import { recordFields } from "../../resources/record_connection.ts";
import { runResultSchema } from "../../resources/run_result.ts";
import { memberFields } from "../../resources/threshold.ts";

const featureValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const modelFields = {
  ...runResultSchema.shape,
  id: z.string(),
  run: z.string(),
  runName: z.string(),
  createdAt: moment,
  seed: z.int(),
  features: z.array(z.string()),
  recordKind: eventKindSchema.optional(),
  contextFeatures: z.object({ seconds: z.array(z.number()), connections: z.int() }).optional()
    .describe("Which connections around a record are features of it"),
};

const optional = z.boolean().optional();

const inputSchema = z.union([
  z.object({
    name: z.string(),
    type: z.literal("numeric"),
    min: z.number(),
    max: z.number(),
    mean: z.number(),
    typical: z.number(),
    integer: z.boolean(),
    ports: z.array(z.int()).optional().describe(
      "One port of each class that the model tells apart",
    ),
    notation: notationSchema.optional(),
    optional,
  }),
  z.object({
    name: z.string(),
    type: z.literal("categorical"),
    categories: z.array(z.string()),
    notation: notationSchema.optional(),
    optional,
  }),
]) satisfies z.ZodType<ModelInput>;

/** A model in a list. */
export const modelSummarySchema = z.object(modelFields).meta({ id: "ModelSummary" });

/** A model with what it takes. */
export const modelSchema = z.object({ ...modelFields, inputs: z.array(inputSchema) })
  .meta({ id: "Model" });

const features = z.array(
  z.object({ feature: z.string(), importance: z.number(), deviation: z.number() }),
);

/** How important each feature is to a model. */
export const importanceSchema = z.object({
  permutation: z.object({
    measure: z.enum(["roc-auc", "score-change"]),
    baseline: z.number().nullable(),
    rows: count,
    repeats: count,
    features,
  }).nullable(),
  explanation: z.object({ rows: count, features }).nullable(),
  notes: z.array(z.string()),
}).meta({ id: "Importance" });

/** What other thresholds would flag. */
export const thresholdTableSchema = z.object({
  thresholds: series,
  normal: z.array(count),
  attack: z.array(count),
  labels: z.array(
    z.object({ label: z.string(), attack: z.boolean(), counts: z.array(count) }),
  ),
}).meta({ id: "ThresholdTable" });

/** Top test records to review. */
export const rankedRecordsSchema = z.object({
  records: z.array(z.object({
    row: count,
    score: z.number(),
    flagged: z.boolean(),
    label: z.string().nullable(),
    attack: z.boolean().nullable(),
    records: count,
    ...recordFields,
  })),
});

/** A record of the test data. */
export const drawnRecordSchema = z.object({
  record: z.record(z.string(), featureValue),
  label: z.string().nullable(),
}).meta({ id: "TestRecord" });

/** The part of one feature in a score. */
export const contributionSchema = z.object({
  feature: z.string(),
  value: z.union([z.string(), z.number(), z.null()]),
  weight: z.number(),
});

/** A verdict on one record. */
export const predictionSchema = z.object({
  score: z.number(),
  threshold: z.number(),
  anomaly: z.boolean(),
  severity: z.object({ value: severityValue, band: z.enum(SEVERITY_BANDS) })
    .nullable(),
  contributions: z.array(contributionSchema),
  members: z.array(z.object({ ...memberFields, anomaly: z.boolean() })).optional(),
  confidence: z.enum(["high", "medium", "low"]).nullable().optional(),
  mapped: z.array(mappedColumnSchema).optional(),
  filled: z.array(z.string()).optional().describe("Features whose missing values were filled in"),
}).meta({ id: "Prediction" });

const tried = z.object({ to: z.union([z.string(), z.number()]), score: z.number() }).nullable();

/** What would make a record normal. */
export const counterfactualsSchema = z.object({
  score: z.number(),
  threshold: z.number(),
  anomaly: z.boolean(),
  features: z.array(z.object({
    feature: z.string(),
    value: z.union([z.string(), z.number(), z.null()]),
    change: tried,
    size: z.number().nullable(),
    lowest: tried,
    tried: count,
  })),
}).meta({ id: "Counterfactuals" }) satisfies z.ZodType<Counterfactuals>;

/** Normal training records most like a record. */
export const neighboursSchema = z.object({
  neighbours: z.array(z.object({
    row: count,
    label: z.string().nullable(),
    distance: z.number(),
    alike: count,
    record: z.record(z.string(), featureValue),
    score: z.number().nullable(),
  })),
  searched: count,
  dataset: z.object({ id: z.string(), name: z.string() }),
}).meta({ id: "Neighbours" }) satisfies z.ZodType<ScoredNeighbours>;
