import { z } from "zod";
import type { RunComparison } from "../../explain/comparison/types.ts";
import { PROJECTION_METHODS } from "../../explain/projection/types.ts";
import { count, progressFields, series } from "../../resources/fields.ts";
import { recordFields } from "../../resources/record_connection.ts";
import { runSchema as storedRunSchema, runStatusSchema } from "../../resources/run.ts";
import { detectorRequestSchema } from "../../resources/run_request.ts";
import { agreementFields, flaggedFields, runResultSchema } from "../../resources/run_result.ts";

/** What models of one run say about its test rows. */
export const modelAgreementSchema = z.object({
  ...agreementFields,
  majority: z.object(flaggedFields),
  records: z.array(z.object({
    row: count,
    label: z.string().nullable(),
    attack: z.boolean().nullable(),
    scores: series,
    records: count,
    ...recordFields,
  })),
}).meta({ id: "Agreement" });

/** What the models of a run flag, side by side. */
export const runComparisonSchema = z.object({
  models: z.array(z.string()),
  testRows: count,
  combinations: z.array(z.object({ models: z.array(z.string()), rows: count })),
  alone: z.array(count),
  hosts: z.object({
    column: z.string(),
    total: count,
    unusual: count,
    top: z.array(z.object({
      host: z.string(),
      records: count,
      models: z.array(z.object({ flagged: count, unusual: z.boolean() })),
    })),
  }).nullable(),
  fits: z.array(z.object({
    model: z.string(),
    edges: series,
    test: z.array(count),
    training: series,
    threshold: z.number(),
    shift: z.number().nullable(),
  })),
}).meta({ id: "RunComparison" }) satisfies z.ZodType<RunComparison>;

/** A detector of a run that failed; the others went on. */
const failedResultSchema = detectorRequestSchema.extend({ error: z.string() })
  .meta({ id: "FailedResult" });

/** A run; detectors that failed are among the results. */
export const runSchema = storedRunSchema.omit({ failures: true }).extend({
  results: z.array(z.union([runResultSchema, failedResultSchema])),
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
    labels: z.object({ codes: z.array(count), names: z.array(z.string()) }).nullable(),
    columns: z.array(z.union([
      z.object({
        name: z.string(),
        type: z.literal("numeric"),
        values: z.array(z.number().nullable()),
      }),
      z.object({
        name: z.string(),
        type: z.literal("categorical"),
        categories: z.array(z.string()),
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
