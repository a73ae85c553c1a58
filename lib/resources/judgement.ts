/**
 * What people say about flagged records.
 *
 * @module
 */
import { z } from "zod";

/** What a person says about a flagged record. */
export const VERDICTS = ["attack", "benign", "unsure"] as const;

/** What a person says about a flagged record. */
export type JudgedVerdict = typeof VERDICTS[number];

/** Verdicts on test records of a model, by their row, counted from 1. */
export const judgementSchema = z.object({
  /** Id of the model. */
  id: z.string(),
  verdicts: z.record(z.string(), z.enum(VERDICTS)),
});

/** Verdicts on test records of a model. */
export type Judgement = z.infer<typeof judgementSchema>;
