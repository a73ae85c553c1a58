/**
 * When a record of a dataset came, and who talked with whom.
 *
 * @module
 */
import { z } from "zod";
import { count, moment } from "./fields.ts";

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

/** The field of records that stand for connections. */
export const connectionField = {
  connection: recordConnectionSchema.optional()
    .describe("Absent where no column of the dataset says anything of it"),
};
