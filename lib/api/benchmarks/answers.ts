import { z } from "zod";
import { MEASURES, type ReproductionReport } from "../../benchmarks/report.ts";
import type { ReproductionState } from "../../benchmarks/reproductions.ts";
import { count, moment, progressFields, share } from "../../resources/fields.ts";

const seeds = z.array(count);
const compared = {
  data: z.string(),
  model: z.string(),
  metric: z.enum(MEASURES),
  ours: share.describe("Mean over the seeds"),
  std: z.number().min(0).describe("Standard deviation over the seeds"),
  seeds,
};

const stateFields = {
  status: z.enum(["idle", "running", "done", "failed", "cancelled"]),
  progress: z.object(progressFields).nullable(),
  error: z.string().nullable(),
  data: z.enum(["folder", "sources"]).describe("Source of the data"),
};

/** State of a reproduction. */
export const reproductionStateSchema: z.ZodType<ReproductionState> = z.object(stateFields).meta({
  id: "ReproductionState",
});

const reportSchema: z.ZodType<ReproductionReport> = z.object({
  version: z.string(),
  quick: z.boolean(),
  seeds,
  projects: z.array(z.object({ project: z.string(), title: z.string(), summary: z.string() }))
    .optional(),
  rows: z.array(z.object({
    project: z.string(),
    ...compared,
    reported: share.nullable(),
    reached: z.boolean().nullable(),
    protocol: z.string(),
    usesTest: z.boolean().describe(
      "Whether the threshold is derived from test labels or test scores",
    ),
    note: z.string().optional(),
  })),
  best: z.array(z.object({
    ...compared,
    reported: share,
    source: z.string(),
    reached: z.boolean(),
    command: z.string(),
    request: z.record(z.string(), z.unknown()),
    note: z.string().optional(),
  })),
  perClass: z.array(z.object({
    project: z.string(),
    data: z.string(),
    models: z.array(z.string()),
    labels: z.array(z.object({
      label: z.string(),
      attack: z.boolean(),
      rows: count,
      flagged: z.array(share),
    })),
  })),
  skipped: z.array(z.object({ project: z.string(), reason: z.string() })),
  times: z.object({
    finishedAt: moment,
    seconds: z.number(),
    cores: count,
    models: z.array(z.object({
      project: z.string(),
      data: z.string(),
      model: z.string(),
      fitMs: z.number(),
      scoreMs: z.number(),
    })),
  }),
}).meta({ id: "ReproductionReport" });

/** State of a reproduction, and the newest report. */
export const benchmarksSchema = z.object({
  ...stateFields,
  report: reportSchema.nullable(),
  isShipped: z.boolean().describe("Whether the report ships with Netsift"),
});
