/**
 * When a record of a dataset came, and who talked with whom.
 *
 * @module
 */
import { z } from "zod";
import { count, moment, severityValue } from "./fields.ts";

/** The connection that a record stands for. What the dataset does not say is null. */
export const recordConnectionSchema = z.object({
  time: moment.nullable(),
  source: z.string().nullable(),
  destination: z.string().nullable(),
  destinationPort: count.nullable(),
  protocol: z.string().nullable(),
  service: z.string().nullable(),
}).meta({ id: "RecordConnection" });

/** The connection that a record stands for. */
export type RecordConnection = z.infer<typeof recordConnectionSchema>;

/** What lists of records say about each beside its scores. */
export const recordFields = {
  severity: severityValue.nullable()
    .describe("null for models of older versions, which know no severity"),
  reason: z.string().nullable()
    .describe("The feature that raised its score most, and its value; null where none is known"),
  connection: recordConnectionSchema.optional()
    .describe("Absent where no column of the dataset says anything about it"),
};
