/**
 * What a person or a program may ask of a detection, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import { checkNames } from "../behaviour/checks/catalogue.ts";
import { givenId, givenTimeZone, MOST_ENTRIES } from "../base/request_limits.ts";
import { namedValues } from "../base/named_values.ts";
import { DETECTOR_KINDS, detectorDefinition } from "../detectors/catalogue.ts";
import { detectorParamsSchema } from "../detectors/params.ts";
import { thresholdRuleSchema } from "../learning/thresholds/schema.ts";
import type { DatasetDetail } from "../resources/dataset.ts";
import { type Baseline, baselineSchema, type DetectionRequest } from "../resources/detection.ts";
import type { ModelSummary } from "../resources/model.ts";
import type { DetectorRequest } from "../resources/run_request.ts";
import { quantileOf } from "./auto_detectors.ts";

const kind = z.enum(DETECTOR_KINDS, { error: `Choose one of ${DETECTOR_KINDS.join(", ")}.` });

const detector = z.union([
  kind,
  z.strictObject({
    kind,
    params: namedValues(z.unknown()).default({}),
    threshold: thresholdRuleSchema.optional(),
  }),
]);

/** The most detectors that one detection trains. */
const MOST_DETECTORS = 8;

/** The body of `POST /api/v1/detections`. */
export const detectionRequestSchema = z.strictObject({
  name: z.string().trim().max(200).optional(),
  dataset: givenId,
  detectors: z.union([
    z.literal("auto"),
    z.array(detector).min(1, "Choose at least one detector.")
      .max(MOST_DETECTORS, `A detection can have at most ${MOST_DETECTORS} detectors.`),
  ], { error: 'Must be "auto" or a list of detectors.' }).optional(),
  model: givenId.optional().describe("A trained model to use instead of training"),
  baseline: baselineSchema.default("unknown")
    .describe("Which period is known to be clean"),
  checks: z.union([
    z.literal("all"),
    z.array(z.string().max(100)).max(MOST_ENTRIES),
  ], { error: 'Must be "all" or a list of checks.' }).default("all"),
  timeZone: givenTimeZone.default("UTC")
    .describe("IANA name of the zone whose hours of the day are meant"),
});

/** What a request is checked against. */
export interface DetectionSurroundings {
  findDataset: (id: string) => DatasetDetail | null;
  findModel: (id: string) => ModelSummary | null;
}

/**
 * Checks a request and fills in defaults.
 *
 * @param body what was sent
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseDetectionRequest(
  body: unknown,
  { findDataset, findModel }: DetectionSurroundings,
): DetectionRequest {
  const { name, detectors, model, ...input } = detectionRequestSchema.parse(body);
  const faults: [PropertyKey[], string][] = [];
  const dataset = findDataset(input.dataset);
  if (!dataset) {
    faults.push([["dataset"], `There is no dataset "${input.dataset}".`]);
  } else if (dataset.status === "failed") {
    faults.push([["dataset"], `The dataset "${dataset.name}" could not be read.`]);
  }
  if (model !== undefined && !findModel(model)) {
    faults.push([["model"], `There is no model "${model}".`]);
  }
  if (model !== undefined && detectors !== undefined) {
    faults.push([["model"], "Set either detectors to train or a trained model, not both."]);
  }
  if (input.checks !== "all") {
    const known = checkNames();
    input.checks.forEach((check, index) => {
      if (known.includes(check)) return;
      faults.push([
        ["checks", index],
        `There is no check "${check}". Choose from ${known.join(", ")}.`,
      ]);
    });
  }
  const chosen = Array.isArray(detectors)
    ? detectors.map((one, index) =>
      parseDetector(one, { ...input, detectors: detectors.length }, faults, index)
    )
    : detectors ?? "auto";
  faults.push(...baselineFaults(input.baseline));
  if (faults.length > 0) {
    throw new z.ZodError(
      faults.map(([path, message]) => ({ code: "custom", path, message, input: body })),
    );
  }
  return {
    name: name || dataset!.name,
    ...(model === undefined ? { detectors: chosen } : { model }),
    ...input,
    baseline: isOpen(input.baseline) ? "unknown" : input.baseline,
  };
}

/** Whether it is a period that neither begins nor ends: nothing is said to be clean. */
function isOpen(baseline: Baseline): boolean {
  return typeof baseline === "object" && baseline.from === undefined && baseline.to === undefined;
}

function parseDetector(
  asked: z.infer<typeof detector>,
  { detectors, baseline }: { detectors: number; baseline: Baseline },
  faults: [PropertyKey[], string][],
  index: number,
): DetectorRequest {
  const { kind, params, threshold } = typeof asked === "string"
    ? { kind: asked, params: {}, threshold: undefined }
    : asked;
  const { fields, check } = detectorDefinition(kind);
  const checked = detectorParamsSchema(fields, check).safeParse(params);
  for (const { path, message } of checked.error?.issues ?? []) {
    faults.push([["detectors", index, "params", ...path], message]);
  }
  return {
    kind,
    params: checked.data ?? {},
    threshold: threshold ?? { rule: "quantile", q: quantileOf(detectors, baseline) },
  };
}

function baselineFaults(baseline: Baseline): [PropertyKey[], string][] {
  if (typeof baseline === "string") return [];
  const { from, to } = baseline;
  return from !== undefined && to !== undefined && !(Date.parse(from) < Date.parse(to))
    ? [[["baseline", "to"], "The period must end after it begins."]]
    : [];
}
