import type { Alert } from "../../resources/alert.ts";
import type { Destination } from "../../resources/alert_destination.ts";
import { newId } from "../../store/ids.ts";
import { UNTOUCHED } from "../alert_change.ts";
import { sendAlert } from "./send_alert.ts";
import { SendError } from "./send_error.ts";

/**
 * Sends an alert that says that it is a test, once.
 *
 * @returns what went wrong, `null` where nothing did
 */
export async function sendTestAlert(destination: Destination): Promise<string | null> {
  try {
    await sendAlert(testAlert(), destination);
    return null;
  } catch (error) {
    if (error instanceof SendError) return error.message;
    throw error;
  }
}

function testAlert(): Alert {
  const now = new Date().toISOString();
  return {
    id: newId("alert"),
    rule: { id: "test", name: "Test alert sent by hand" },
    source: { type: "live", id: "test", name: "Test" },
    model: { id: "test", name: "Test" },
    entity: null,
    host: null,
    severity: { value: 70, band: "high" },
    score: 1,
    threshold: 0.5,
    count: 1,
    firstAt: now,
    lastAt: now,
    createdAt: now,
    reason: null,
    record: { note: "This is a test." },
    ...UNTOUCHED,
  };
}
