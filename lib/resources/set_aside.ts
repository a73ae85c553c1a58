/**
 * Training rows that are left out as likely anomalies.
 *
 * @module
 */
import { z } from "zod";
import { MOST_CONTAMINATION, MOST_ROUNDS } from "./choices.ts";
import { count } from "./fields.ts";

/** Which share of the training rows is expected to be anomalies. */
export const contaminationSchema = z.strictObject({
  share: z.number().gt(0, "Must be more than 0.").max(MOST_CONTAMINATION, "Must be at most 0.5.")
    .describe("Share of the training rows that is set aside"),
  rounds: z.int().min(1).max(MOST_ROUNDS).default(1)
    .describe("In how many rounds of training, setting aside, and training again"),
});

/** Which share of the training rows is expected to be anomalies. */
export type Contamination = z.infer<typeof contaminationSchema>;

/** Training rows that a detector set aside. */
export const setAsideSchema = z.object({
  rows: count,
  /** Of so many. */
  of: count,
  rounds: count,
  /** Where the training data names hosts. */
  hosts: z.object({
    column: z.string(),
    /** Hosts with rows that were set aside. */
    total: count,
    /** At most 20, those with the most rows set aside first. */
    top: z.array(z.object({ host: z.string(), setAside: count, records: count })),
  }).nullable(),
}).meta({ id: "SetAside" });

/** Training rows that a detector set aside. */
export type SetAside = z.infer<typeof setAsideSchema>;
