import { z } from "zod";
import type { Findings } from "../../explain/findings/types.ts";
import { contributionSchema } from "./answers.ts";
import { count } from "../../resources/fields.ts";
import { recordFields } from "../../resources/record_connection.ts";

const time = z.number().nullable();

const hosts = z.object({
  column: z.string(),
  total: count,
  flagged: count,
  top: z.array(z.object({
    host: z.string(),
    records: count,
    flagged: count,
    highestScore: z.number(),
    first: time,
    last: time,
  })),
});

/** What a model flags of its test data. */
export const findingsSchema = z.object({
  records: count,
  flagged: count,
  time: z.object({
    column: z.string(),
    elapsed: z.boolean(),
    from: z.number(),
    to: z.number(),
    firstFlagged: time,
    lastFlagged: time,
    start: z.number(),
    width: z.number(),
    recordsOf: z.array(count),
    flaggedOf: z.array(count),
  }).nullable(),
  hosts: hosts.nullable(),
  destinations: hosts.nullable(),
  columns: z.array(z.string()),
  top: z.array(z.object({
    row: count,
    score: z.number(),
    flagged: z.boolean(),
    severity: recordFields.severity,
    connection: recordFields.connection,
    records: count,
    time,
    identity: z.array(z.union([z.string(), z.number()]).nullable()),
    reasons: z.array(contributionSchema),
  })),
}).meta({ id: "Findings" }) satisfies z.ZodType<Findings>;
