import { z } from "zod";
import { LONGEST_FIELD } from "../receive_upload.ts";
import { wholeNumber } from "../../http/query.ts";

/** Records that one answer holds at most, and where nobody asks for another number. */
const RECORDS = { most: 500, default: 50 };

/** The query of kept records. */
export const recordsQuery = z.strictObject({
  limit: wholeNumber(1, RECORDS.most).optional().describe(`${RECORDS.default} by default`),
  flagged: z.enum(["true", "false"]).optional().describe("Only records that a model flagged"),
}).transform(({ limit = RECORDS.default, flagged }) => ({ limit, isFlagged: flagged === "true" }));

/** The body of `POST /api/v1/sensors/{id}/datasets`. */
export const sensorDatasetSchema = z.strictObject({
  name: z.string().trim().max(LONGEST_FIELD).optional(),
  hours: z.number().positive().max(24 * 366).optional()
    .describe("Only records of this many last hours; all kept records if omitted"),
});
