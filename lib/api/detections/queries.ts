/**
 * The queries of routes that read detections.
 *
 * @module
 */
import { z } from "zod";
import { givenTime } from "../../base/request_limits.ts";
import { FINDING_KINDS } from "../../behaviour/finding.ts";
import { RECORD_ORDERS } from "../../detections/records/read_records.ts";
import { TIMELINE_KEYS } from "../../detections/timeline/read_timeline.ts";
import { wholeNumber } from "../../http/query.ts";

/** Entries that one answer holds at most, and where nobody asks for another number. */
const MOST = { findings: 10_000, records: 500, lanes: 500 };
const DEFAULTS = { findings: 1000, records: 50, lanes: 50 };

const text = z.string().max(200);
const moment = givenTime.transform((time) => Date.parse(time));
const period = {
  from: moment.optional().describe("Inclusive, with a zone"),
  to: moment.optional().describe("Exclusive, with a zone"),
};
const host = text.optional().describe("Address of a host");

/** Of findings. */
export const findingsQuery = z.strictObject({
  host,
  kind: z.enum(FINDING_KINDS).optional(),
  check: text.optional(),
  ...period,
  limit: wholeNumber(1, MOST.findings).optional().describe(`${DEFAULTS.findings} by default`),
}).transform((query) => ({ limit: DEFAULTS.findings, ...query }));

/** Of the timeline. */
export const timelineQuery = z.strictObject({
  by: z.enum(TIMELINE_KEYS).optional().describe("host by default"),
  interval: wholeNumber(1, 366 * 86_400).optional()
    .describe("Seconds of a bucket; by default that of the detection"),
  ...period,
  limit: wholeNumber(1, MOST.lanes).optional().describe(`Most keys; ${DEFAULTS.lanes} by default`),
}).transform(({ by = "host", interval, limit = DEFAULTS.lanes, ...query }) => ({
  by,
  limit,
  ...query,
  ...(interval !== undefined && { interval: interval * 1000 }),
}));

/** Of records. */
export const recordsQuery = z.strictObject({
  host,
  finding: text.optional().describe("ID of a finding: only the connections behind it"),
  ...period,
  flagged: z.enum(["true", "false"]).optional(),
  sort: z.enum(RECORD_ORDERS).optional().describe("severity by default, the highest first"),
  columns: z.enum(["true", "false"]).optional()
    .describe("Include all columns of the dataset as `record`"),
  limit: wholeNumber(1, MOST.records).optional().describe(`${DEFAULTS.records} by default`),
  offset: wholeNumber(0, 1e9).optional(),
}).transform(({ flagged, columns, limit, offset, sort, ...query }) => ({
  ...query,
  ...(flagged !== undefined && { flagged: flagged === "true" }),
  withRecord: columns === "true",
  sort: sort ?? "severity",
  limit: limit ?? DEFAULTS.records,
  offset: offset ?? 0,
}));

/** Of exports. */
export const exportQuery = z.strictObject({
  host,
  finding: text.optional().describe("ID of one finding"),
});
