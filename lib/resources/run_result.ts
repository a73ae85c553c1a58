/**
 * What came of the training of one detector.
 *
 * @module
 */
import { z } from "zod";
import type { EngineFacts } from "../compute/trainer.ts";
import { DETECTOR_KINDS } from "../detectors/catalogue.ts";
import type { FlaggedRows, RunMetrics } from "../learning/metrics/types.ts";
import { count, nullableNumber } from "./fields.ts";
import { setAsideSchema } from "./set_aside.ts";
import { memberFields, thresholdSchema } from "./threshold.ts";
import { unlabelledSchema } from "./unlabelled.ts";

/** Test rows that are flagged. */
export const flaggedFields = {
  flagged: count,
  precision: nullableNumber,
  recall: nullableNumber,
} satisfies { [Key in keyof FlaggedRows]: z.ZodType<FlaggedRows[Key]> };

const metrics = z.object({
  rocAuc: nullableNumber,
  prAuc: nullableNumber,
  accuracy: nullableNumber,
  precision: nullableNumber,
  recall: nullableNumber,
  f1: nullableNumber,
  confusion: z.object({ tn: count, fp: count, fn: count, tp: count }).nullable(),
}) satisfies z.ZodType<RunMetrics>;

/** What the members of a hybrid say about the test rows, together and alone. */
export const agreementFields = {
  /** In the order of the request; `alone`: rows that this member flags and no other. */
  members: z.array(z.object({ ...memberFields, ...flaggedFields, alone: count })),
  /** Rows that every member flags. */
  all: z.object(flaggedFields),
  /** Rows that at least one member flags. */
  any: z.object(flaggedFields),
  /** Rows by how many members flag them: all (high), more than one (medium), one (low). */
  confidence: z.object({ high: count, medium: count, low: count }),
  /** The same counts for each label; empty without labels. */
  perClass: z.array(z.object({
    label: z.string(),
    attack: z.boolean(),
    rows: count,
    /** Rows that each member flags. */
    members: z.array(count),
    /** Rows that each member flags and no other. */
    alone: z.array(count),
    all: count,
    any: count,
  })),
};

const agreement = z.object(agreementFields);

/** What the members of a hybrid say about the test rows. */
export type Agreement = z.infer<typeof agreement>;

/** How far the members of a hybrid agree on a row that at least one of them flags. */
export type Confidence = keyof Agreement["confidence"];

const seedResult = z.object({
  seed: z.int(),
  testRows: count,
  flaggedRows: count,
  fitMs: z.number(),
  scoreMs: z.number(),
  metrics,
  /** Value of the threshold that the rule found. */
  threshold: z.number(),
});

/** What a training with another seed came to; its model is not kept. */
export type SeedResult = z.infer<typeof seedResult>;

/** One trained model of a run. */
export const runResultSchema = z.object({
  /** Id of the model. */
  model: z.string(),
  kind: z.enum(DETECTOR_KINDS),
  params: z.record(z.string(), z.unknown()),
  threshold: thresholdSchema,
  /** Rows that the detector was fitted on. */
  trainedRows: count,
  /** Attacks among `trainedRows`; absent: it learnt from normal rows only. */
  trainedAttacks: count.optional(),
  /** Training rows that were left out as likely anomalies; absent: none was asked for. */
  setAside: setAsideSchema.optional(),
  /** Rows before a row, in its sequence, that its score depends on; absent: none. */
  context: count.optional(),
  /** What the detector computed with; for neural ones only. */
  engine: z.object({
    engine: z.enum(["kernels", "tfjs"]),
    threads: count,
    fusedMultiplyAdd: z.boolean(),
    remark: z.string().optional(),
  }).optional() satisfies z.ZodType<EngineFacts | undefined>,
  /** Held-out normal rows, for thresholds and severity. */
  heldOutRows: count,
  testRows: count,
  /** Test rows that the threshold flags. */
  flaggedRows: count,
  fitMs: z.number(),
  scoreMs: z.number(),
  metrics,
  perClass: z.array(
    z.object({ label: z.string(), attack: z.boolean(), rows: count, flagged: count }),
  ),
  /** What can be said without labels; absent where the test data has labels, and in old runs. */
  unlabelled: unlabelledSchema.optional(),
  /** What the members of a hybrid say about the test rows; absent for other detectors. */
  agreement: agreement.optional(),
  /** The same training with each further seed of the request; absent where there is none. */
  repeats: z.array(seedResult).optional(),
  /** What a reader should know about this model, in sentences; absent: nothing. */
  warnings: z.array(z.string()).optional(),
  /** Further seeds with which it could not be trained or tested; absent: none. */
  failedSeeds: z.array(z.object({ seed: z.int(), error: z.string() })).optional(),
}).meta({ id: "RunResult" });

/** One trained model of a run. */
export type RunResult = z.infer<typeof runResultSchema>;
