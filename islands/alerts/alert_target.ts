import { callApi } from "../../lib/web/api.ts";

/** Which alerts are changed: some, or all that a filter lets pass. */
export type AlertTarget = { ids: string[] } | { filter: Record<string, string> };

/** What is done with alerts, as `POST /api/v1/alerts/bulk` takes it. */
export type AlertAction =
  | {
    change: {
      state?: "open" | "acknowledged" | "closed";
      verdict?: string;
      note?: string;
      assignee?: string | null;
    };
  }
  | { mute: { minutes: number; comment: string } }
  | { delete: true };

/** Does something with alerts; says how many there were. */
export async function actOn(target: AlertTarget, action: AlertAction): Promise<number> {
  const { alerts } = await callApi<{ alerts: number }>("POST", "/alerts/bulk", {
    ...target,
    ...action,
  });
  return alerts;
}
