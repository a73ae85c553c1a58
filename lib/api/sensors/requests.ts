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

/** The query of findings. */
export const findingsQuery = z.strictObject({
  host: z.string().max(LONGEST_FIELD).optional()
    .describe("Only findings about a host, or about another host's dealings with it"),
  from: z.iso.datetime({ offset: true }).max(64).optional().describe(
    "Only findings that end later",
  ),
  limit: wholeNumber(1, RECORDS.most).optional().describe(`${RECORDS.default} by default`),
}).transform(({ host, from, limit = RECORDS.default }) => ({
  ...(host !== undefined && { host }),
  ...(from !== undefined && { since: Date.parse(from) }),
  limit,
}));

/** The body of `POST /api/v1/sensors/{id}/datasets`. */
export const sensorDatasetSchema = z.strictObject({
  name: z.string().trim().max(LONGEST_FIELD).optional(),
  hours: z.number().positive().max(24 * 366).optional()
    .describe("Only records of this many last hours; all kept records if omitted"),
});
