/**
 * What a threshold decides by, and what speaks for it, as runs and batches keep it.
 *
 * @module
 */
import { z } from "zod";
import { DETECTOR_KINDS } from "../detectors/catalogue.ts";
import type { MemberFacts } from "../detectors/detector.ts";
import type { Threshold, ThresholdRule } from "../learning/thresholds/rule.ts";
import { RULE_NAMES } from "../learning/thresholds/schema.ts";
import { share } from "./fields.ts";

/** A rule with the value that it has found, and its own parameters. */
export const thresholdSchema: z.ZodType<ThresholdRule & Threshold> = z.looseObject({
  rule: z.enum(RULE_NAMES),
  value: z.number(),
  falsePositiveRate: z.object({ estimate: share, low: share, high: share, confidence: share })
    .optional(),
}).meta({ id: "Threshold" }) as z.ZodType<unknown> as z.ZodType<ThresholdRule & Threshold>;

/** A detector in a hybrid. */
export const memberFields = {
  kind: z.enum(DETECTOR_KINDS),
  model: z.string().optional(),
  weight: z.number().optional(),
  threshold: thresholdSchema,
} satisfies { [Key in keyof MemberFacts]: z.ZodType<MemberFacts[Key]> };
