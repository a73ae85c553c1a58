/**
 * What is exported with a model.
 *
 *     netsift.json           this manifest
 *     model/…                the model, as it lies in the data folder
 *     test/…                 the rows it was tested on, by number and label; none of their values
 *
 * @module
 */
import { z } from "zod";

/** The version of the layout that this code writes and reads. */
export const TRANSFER_VERSION = 1;

const moment = z.iso.datetime();
const text = z.string().max(2000);

/** The check of `netsift.json`. */
export const manifestSchema = z.strictObject({
  format: z.literal("netsift-model", { error: "This is not a model that Netsift exported." }),
  version: z.literal(TRANSFER_VERSION, {
    error: `Only version ${TRANSFER_VERSION} of exported models can be read.`,
  }),
  /** Id of the model where it was trained. */
  model: z.string().regex(/^[\w-]{1,100}$/),
  run: z.strictObject({
    name: text,
    notes: z.string().max(4000).optional(),
    trainName: text,
    testName: text.nullable(),
    createdAt: moment,
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
    warnings: z.array(text).max(200),
  }),
});

/** What `netsift.json` holds. */
export type Manifest = z.infer<typeof manifestSchema>;
