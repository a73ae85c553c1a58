import { z } from "zod";
import { detectorDefinition } from "../../detectors/catalogue.ts";
import { detectorParamsSchema } from "../../detectors/params.ts";
import { SCALING_KINDS } from "../../learning/features/scaling/scaler.ts";
import { pipelineStateSchema } from "../../learning/features/state.ts";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { BUNDLE_VERSION } from "../../models/bundle_version.ts";
import type { RunData, RunRequest } from "../../resources/run.ts";
import { runRequestSchema } from "../../training/request/request_schema.ts";
import { count, kind, name, names, plainParams } from "./fields.ts";
import { resultSchema } from "./result.ts";

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

/**
 * The check of `bundle.json`; the pipeline is checked where it is loaded. What it has beyond this is
 * dropped: nothing comes in unchecked.
 */
export const bundleSchema = z.object({
  version: z.int().min(1).max(BUNDLE_VERSION, {
    error: `This Netsift reads models up to version ${BUNDLE_VERSION} only.`,
  }),
  pipeline: z.unknown(),
  result: resultSchema,
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
