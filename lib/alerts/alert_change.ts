/**
 * What people say about alerts.
 *
 * @module
 */
import type { Alert, AlertState, AlertVerdict } from "../resources/alert.ts";

/** What a person says about an alert; what is left out stays. */
export interface AlertChange {
  state?: AlertState;
  /** Of what is closed. */
  verdict?: AlertVerdict;
  note?: string;
  assignee?: string | null;
}

/** An alert that nobody has looked at. */
export const UNTOUCHED = {
  state: "open",
  verdict: null,
  note: "",
  assignee: null,
  acknowledgedAt: null,
  closedAt: null,
  suppressedBy: null,
} as const satisfies Partial<Alert>;

/**
 * An alert as a person has changed it. One that is reopened has no verdict.
 *
 * @param now ISO 8601
 */
export function changedAlert(alert: Alert, change: AlertChange, now: string): Alert {
  const { state = alert.state, note = alert.note } = change;
  const assignee = change.assignee === undefined ? alert.assignee : change.assignee;
  const said = { ...alert, state, note, assignee };
  switch (state) {
    case "open":
      return { ...said, verdict: null, acknowledgedAt: null, closedAt: null };
    case "acknowledged":
      return {
        ...said,
        verdict: null,
        acknowledgedAt: alert.acknowledgedAt ?? now,
        closedAt: null,
      };
    case "closed":
      return {
        ...said,
        verdict: change.verdict ?? alert.verdict,
        closedAt: alert.closedAt ?? now,
      };
  }
}
