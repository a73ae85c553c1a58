/**
 * Suppressions: which alerts are not sent, why and until when.
 *
 * @module
 */
import { z } from "zod";
import type { Alert } from "./alert.ts";
import { givenId } from "../base/request_limits.ts";

const id = givenId.regex(/^[\w-]+$/, "This is not an id.");

/** Longest time that a suppression may hold: a year. */
const MOST_MINUTES = 366 * 24 * 60;

/** What a person may say of a suppression; a part that is left out holds for all. */
export const suppressionSchema = z.strictObject({
  comment: z.string().trim().min(1, "Give a reason.").max(500),
  rule: id.nullable().default(null),
  model: id.nullable().default(null),
  entity: z.strictObject({
    column: z.string().trim().min(1, "Name a column.").max(200),
    value: z.string().max(500),
  }).nullable().default(null),
  /** From now. */
  minutes: z.int("Give a whole number of minutes.").min(1).max(MOST_MINUTES),
});

/** A suppression as a person gives it. */
export type SuppressionRequest = z.infer<typeof suppressionSchema>;

/** A suppression as it is stored. */
export type Suppression = Omit<SuppressionRequest, "minutes"> & {
  id: string;
  createdAt: string;
  expiresAt: string;
};

/**
 * The first suppression that holds for an alert.
 *
 * @param now in milliseconds since 1970
 */
export function suppressionOf(
  alert: Pick<Alert, "rule" | "model" | "entity">,
  suppressions: Iterable<Suppression>,
  now: number,
): Suppression | null {
  for (const each of suppressions) {
    if (Date.parse(each.expiresAt) <= now) continue;
    if (each.rule !== null && each.rule !== alert.rule.id) continue;
    if (each.model !== null && each.model !== alert.model.id) continue;
    if (each.entity !== null && !isSame(each.entity, alert.entity)) continue;
    return each;
  }
  return null;
}

function isSame(a: NonNullable<Suppression["entity"]>, b: Alert["entity"]): boolean {
  return b !== null && a.column === b.column && a.value === b.value;
}
