import { z } from "zod";
import { givenColumn, givenColumns, givenId } from "../../base/request_limits.ts";
import { namedValues } from "../../base/named_values.ts";
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";
import { ENCODING_KINDS } from "../../learning/features/encodings.ts";
import { featureOptionFields } from "../../learning/features/option_fields.ts";
import { SCALING_CHOICES } from "../../learning/features/scaling/scaler.ts";
import { DEFAULT_SCALING } from "../../learning/features/scaling/scalers.ts";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { LABEL_USES, periodSchema, splitSchema } from "../../resources/run_request.ts";
import { contaminationSchema } from "../../resources/set_aside.ts";
import { MIN_NORMAL_ROWS } from "../rows/select_rows.ts";
import { MOST_SEEDS } from "./seeds.ts";

const detectorSchema = z.strictObject({
  kind: z.enum(DETECTOR_KINDS, {
    error: `Choose one of ${DETECTOR_KINDS.join(", ")}.`,
  }),
  params: namedValues(z.unknown()).default({})
    .describe("By name; `GET /api/v1/detectors` lists those of each kind"),
  threshold: thresholdRuleSchema.optional(),
});

const seedSchema = z.int().min(0).max(2 ** 32 - 1);

/** The body of `POST /api/v1/runs`. */
export const runRequestSchema = z.strictObject({
  name: z.string().trim().max(200).optional(),
  train: givenId,
  test: givenId.optional(),
  split: splitSchema.optional(),
  period: periodSchema.optional()
    .describe("Train and test on this period of the training data only"),
  mostRows: z.int().min(MIN_NORMAL_ROWS).optional()
    .describe("At most so many rows of the training data, drawn at random"),
  labels: z.enum(LABEL_USES).optional()
    .describe("ignore: train and test as on unlabelled data; use by default"),
  contamination: contaminationSchema.optional()
    .describe("Leave the most anomalous training rows out; for unlabelled rows only"),
  features: z.union(
    [z.literal("all"), givenColumns.min(1, "Choose at least one feature.")],
    {
      error: 'Must be "all" or a list of column names.',
    },
  ).default("all"),
  encoding: z.enum(ENCODING_KINDS).default("one-hot"),
  scaling: z.enum(SCALING_CHOICES).default(DEFAULT_SCALING),
  ...featureOptionFields,
  dropDuplicates: z.boolean().default(false),
  sequenceBy: givenColumn.nullish(),
  seed: seedSchema.optional(),
  seeds: z.array(seedSchema).min(1, "Enter at least one seed.").max(
    MOST_SEEDS,
    `A run can have at most ${MOST_SEEDS} seeds.`,
  ).optional(),
  detectors: z.array(detectorSchema).min(1, "Choose at least one detector.").max(
    20,
    "A run can have at most 20 detectors.",
  ),
});
