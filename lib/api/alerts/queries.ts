/**
 * Which alerts a request asks for.
 *
 * @module
 */
import { z } from "zod";
import { givenId, givenTime } from "../../base/request_limits.ts";
import { wholeNumber } from "../../http/query.ts";
import { SEVERITY_BANDS } from "../../learning/severity/severity.ts";
import { ALERT_SOURCES, ALERT_STATES } from "../../resources/choices.ts";
import { ALERT_ORDERS, type AlertFilter } from "../../store/alerts/alert_query.ts";

/** Stands for nobody, and for alerts that are about no host or several. */
export const NONE = "-";

/** Entries that one answer holds at most, and where nobody asks for another number. */
const MOST = { alerts: 500, records: 500, groups: 500 };
const DEFAULTS = { alerts: 100, records: 50, groups: 50 };
const MOST_OFFSET = 1_000_000;

const offset = wholeNumber(0, MOST_OFFSET).optional();

/** What alerts must be; as texts, in addresses and bodies. */
export const alertFilterFields = {
  state: z.enum(ALERT_STATES).optional(),
  severity: z.enum(SEVERITY_BANDS).optional().describe("This band or a higher one"),
  source: z.enum(ALERT_SOURCES).optional(),
  sourceId: givenId.optional().describe("ID of the model, batch or detection that it came from"),
  rule: givenId.optional(),
  model: givenId.optional(),
  host: z.string().max(200).optional().describe('"-": about no host, or about several'),
  assignee: z.string().max(120).optional().describe('"-": nobody'),
  suppressed: z.enum(["true", "false"]).optional(),
  from: givenTime.optional().describe("Alerts whose records end later"),
  to: givenTime.optional().describe("Alerts whose records begin earlier"),
  text: z.string().max(200).optional()
    .describe("Words that must all appear in its rule, source, host, reason, note or ID"),
};

const alertFilterSchema = z.object(alertFilterFields);

/** The query of `GET /api/v1/alerts`. */
export const alertsQuerySchema = z.object({
  ...alertFilterFields,
  sort: z.enum(ALERT_ORDERS).optional().describe("raised by default"),
  order: z.enum(["asc", "desc"]).optional().describe("desc by default"),
  limit: wholeNumber(1, MOST.alerts).optional().describe(`${DEFAULTS.alerts} by default`),
  offset,
}).transform(({ sort, order, limit, offset, ...filter }) => ({
  ...toFilter(filter),
  sort: sort ?? "raised",
  descending: order !== "asc",
  limit: limit ?? DEFAULTS.alerts,
  offset: offset ?? 0,
}));

/** The query of exports. */
export const alertExportSchema = alertFilterSchema.transform(toFilter);

/** The query of `GET /api/v1/alerts/groups`. */
export const alertGroupsSchema = z.object({
  ...alertFilterFields,
  limit: wholeNumber(1, MOST.groups).optional().describe(`${DEFAULTS.groups} by default`),
  offset,
}).transform(({ limit, offset, ...filter }) => ({
  filter: toFilter(filter),
  limit: limit ?? DEFAULTS.groups,
  offset: offset ?? 0,
}));

/** The query of `GET /api/v1/alerts/{id}/records`. */
export const alertRecordsSchema = z.object({
  sort: z.enum(["severity", "time"]).optional().describe("severity by default, the highest first"),
  limit: wholeNumber(1, MOST.records).optional().describe(`${DEFAULTS.records} by default`),
  offset,
}).transform(({ sort, limit, offset }) => ({
  sort: sort ?? "severity" as const,
  limit: limit ?? DEFAULTS.records,
  offset: offset ?? 0,
}));

/** The filter that texts give. */
export function toFilter(
  { host, assignee, suppressed, from, to, ...rest }: z.output<typeof alertFilterSchema>,
): AlertFilter {
  return {
    ...rest,
    ...(host !== undefined && { host: orNone(host) }),
    ...(assignee !== undefined && { assignee: orNone(assignee) }),
    ...(suppressed !== undefined && { suppressed: suppressed === "true" }),
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
  };
}

function orNone(text: string): string | null {
  return text === NONE ? null : text;
}
