import { z } from "zod";
import { batchRequestSchema, EXPLAINED_ROWS } from "../../scoring/batch/request.ts";
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";
import { count, moment, progressFields, series } from "../common.ts";
import { mappedColumnSchema } from "../models/answers.ts";
import { thresholdSchema } from "../runs/answers.ts";

const status = z.enum(["queued", "running", "done", "failed", "cancelled", "interrupted"]);

/** A batch that was started. */
export const batchStateSchema = z.object({ id: z.string(), status });

const highestRows = z.object({
  row: z.int().min(1),
  score: z.number(),
  label: z.string().nullable(),
  attack: z.boolean().nullable(),
  flagged: z.boolean(),
  records: z.int().min(1),
});

const modelOfBatch = z.object({
  model: z.string(),
  name: z.string().describe("Before its columns in the files"),
  kind: z.enum(DETECTOR_KINDS),
  threshold: thresholdSchema,
  flagged: count,
  alone: count.describe("Rows that it flags and no other model"),
  unscored: count.describe("Rows without a value that it cannot do without"),
  mapped: z.array(mappedColumnSchema).optional(),
  filled: z.array(z.object({ feature: z.string(), rows: count })).optional()
    .describe("Features whose missing values were filled in, and in how many scored rows"),
  warnings: z.array(z.string()).optional(),
  histogram: z.object({ edges: series, normal: z.array(count), attack: z.array(count) }),
  highest: z.array(highestRows),
});

const resultOfBatch = z.object({
  counts: z.object({ total: count, any: count, all: count, exactlyOne: count }),
  models: z.array(modelOfBatch),
  labels: z.array(z.object({
    label: z.string(),
    attack: z.boolean(),
    rows: count,
    flagged: z.array(count).describe("In the order of the models"),
    any: count,
    all: count,
  })),
  milliseconds: z.number(),
});

/** A batch as `GET /batches/{id}` answers. */
export const batchSchema = z.object({
  id: z.string(),
  name: z.string(),
  status,
  request: batchRequestSchema.extend({ name: z.string(), explain: z.enum(EXPLAINED_ROWS) }),
  datasetName: z.string(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: z.object({ ...progressFields, rows: count.optional() }).nullable(),
  error: z.string().nullable(),
  result: resultOfBatch.nullable(),
}).meta({ id: "Batch" });
