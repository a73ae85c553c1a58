import { isOver } from "../base/is_over.ts";
import type { Alert } from "../resources/alert.ts";
import type { Suppression } from "../resources/alert_suppression.ts";

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
    if (isOver(each.expiresAt, now)) continue;
    if (each.rule !== null && each.rule !== alert.rule.id) continue;
    if (each.model !== null && each.model !== alert.model?.id) continue;
    if (each.entity !== null && !isSame(each.entity, alert.entity)) continue;
    return each;
  }
  return null;
}

function isSame(a: NonNullable<Suppression["entity"]>, b: Alert["entity"]): boolean {
  return b !== null && a.column === b.column && a.value === b.value;
}
