/**
 * Many alerts changed, muted or deleted with one request.
 *
 * @module
 */
import { z } from "zod";
import { namedId } from "../../resources/fields.ts";
import type { AlertService } from "../../alerts/alert_service.ts";
import { suppressionRequestSchema } from "../../resources/alert_suppression.ts";
import { alertFilterFields, toFilter } from "./queries.ts";
import { alertChangeSchema, changeOf } from "./requests.ts";

/** Alerts that a request may name. */
const MOST_IDS = 1000;

/** Alerts that are written together; others get their turn in between. */
const AT_ONCE = 200;

/** The body of `POST /api/v1/alerts/bulk`. */
export const alertBulkSchema = z.strictObject({
  ids: z.array(namedId).min(1).max(MOST_IDS).optional(),
  filter: z.strictObject(alertFilterFields).optional()
    .describe("All alerts that a list with this query has"),
  change: alertChangeSchema.optional(),
  mute: suppressionRequestSchema.pick({ minutes: true, comment: true }).optional(),
  delete: z.literal(true).optional(),
}).superRefine(({ ids, filter, change, mute, delete: isDelete }, context) => {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if ((ids === undefined) === (filter === undefined)) {
    refuse("ids", "Set either ids or filter, not both.");
  }
  if ([change, mute, isDelete].filter((one) => one !== undefined).length !== 1) {
    refuse("change", "Set exactly one of change, mute and delete.");
  }
});

/**
 * Does what was asked for, some alerts at a time; says how many alerts there were.
 *
 * @throws {TooManyError} where muting would make more suppressions than there may be
 */
export async function changeInBulk(
  alerts: AlertService,
  body: z.output<typeof alertBulkSchema>,
): Promise<number> {
  const ids = body.ids ?? alerts.log.ids(toFilter(body.filter!));
  if (body.mute) {
    const known = ids.flatMap((id) => alerts.log.get(id) ?? []);
    alerts.suppressions.mute(known, body.mute.minutes, body.mute.comment);
    return known.length;
  }
  let done = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    done += body.change
      ? alerts.log.change(some, changeOf(body.change)).length
      : alerts.log.delete(some);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return done;
}
