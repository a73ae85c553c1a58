/**
 * What the routes of alerts and live traffic share.
 *
 * @module
 */
import { z } from "zod";
import type { AlertChange } from "../../alerts/alert_change.ts";
import { ALERT_STATES, ALERT_VERDICTS } from "../../resources/choices.ts";
import { type RuleRequest, ruleRequestSchema } from "../../resources/alert_rule.ts";
import { suppressionRequestSchema } from "../../resources/alert_suppression.ts";
import type { Netsift } from "../../netsift.ts";
import { readJson } from "../../http/json/json_body.ts";
import { invalidField } from "../../http/problem.ts";

/** What a person says about an alert: the body of `PATCH /api/v1/alerts/{id}`. */
export const alertChangeSchema = z.strictObject({
  acknowledged: z.boolean().optional().describe("As the states acknowledged and open"),
  state: z.enum(ALERT_STATES).optional(),
  verdict: z.enum(ALERT_VERDICTS).optional().describe("Required to close an alert"),
  note: z.string().trim().max(5000).optional(),
  assignee: z.string().trim().min(1, "Enter a name, or null to unassign.").max(120).nullable()
    .optional(),
}).superRefine((change, context) => {
  const { acknowledged, state, verdict } = change;
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: "custom", path: [field], message });
  if (Object.keys(change).length === 0) refuse("state", "Nothing to change.");
  if (acknowledged !== undefined && state !== undefined) {
    refuse("state", "Set either acknowledged or state, not both.");
  }
  if (state === "closed" && verdict === undefined) {
    refuse("verdict", "Choose a verdict: attack, benign or unknown.");
  }
  if (state !== "closed" && verdict !== undefined) {
    refuse("verdict", "Only closed alerts have a verdict.");
  }
});

/** The change that a body asks for. */
export function changeOf(
  { acknowledged, ...change }: z.output<typeof alertChangeSchema>,
): AlertChange {
  if (acknowledged === undefined) return change;
  return { ...change, state: acknowledged ? "acknowledged" : "open" };
}

/** The body of `PATCH /api/v1/live/{model}`. */
export const lanesSchema = z.strictObject({
  /** Column whose values have a lane each. */
  lanes: z.string().trim().min(1, "Enter a column name.").max(200),
});

/** The body of `POST /api/v1/alerts/{id}/mute`. */
export const muteSchema = suppressionRequestSchema.pick({ minutes: true, comment: true });

/**
 * Reads a rule out of a request.
 *
 * @throws {ProblemError} 422 when it is wrong or names what is not there
 */
export async function readRule(netsift: Netsift, request: Request): Promise<RuleRequest> {
  const rule = ruleRequestSchema.parse(await readJson(request, netsift.config.maxJsonBytes));
  if (rule.model !== null && !netsift.models.get(rule.model)) {
    throw invalidField(["model"], "Model not found.");
  }
  const unknown = rule.destinations.findIndex((id) => !netsift.live.alerts.destinations.get(id));
  if (unknown >= 0) throw invalidField(["destinations", unknown], "Destination not found.");
  return rule;
}
