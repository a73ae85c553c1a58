/**
 * The context of records as a saved pipeline has it: which connections count, and what in a record
 * says what connections are.
 *
 * @module
 */
import { z } from "zod";
import { CONNECTION_FIELDS, STATE_NOTATIONS } from "../../values/connections/connection_columns.ts";
import { TIME_READINGS } from "../../values/connections/read_time.ts";

/** The check of a {@linkcode ContextState}. */
export const contextStateSchema = z.strictObject({
  /** Lengths of windows of time in seconds. */
  seconds: z.array(z.number().positive()).min(1),
  /** How many of the last connections to a host or service count. */
  connections: z.int().min(1),
  /** How the training records say what connections are. */
  source: z.strictObject({
    columns: z.partialRecord(z.enum(CONNECTION_FIELDS), z.array(z.string())),
    stateNotation: z.enum(STATE_NOTATIONS).nullable(),
    timeReading: z.enum(TIME_READINGS).nullable(),
  }),
});

/** See the schema. */
export type ContextState = z.infer<typeof contextStateSchema>;
