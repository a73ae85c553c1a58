import { allows, type Identity } from "../../lib/auth/scope.ts";
import type { AlertLog } from "../../lib/alerts/alert_log.ts";
import type { AlertActor } from "../../islands/alerts/AlertActions.tsx";

/** Who looks at a page of alerts, and whether they may change them. */
export function alertActor(identity: Identity | null, log: AlertLog): AlertActor {
  return {
    me: identity === null || identity.via === "open" ? "" : identity.name,
    assignees: log.assignees(),
    canChange: identity !== null && allows(identity, "train"),
  };
}
