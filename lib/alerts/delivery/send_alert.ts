import { hostname } from "node:os";
import type { Alert } from "../../resources/alert.ts";
import { cefLine } from "../formats/cef.ts";
import { ecsDocument } from "../formats/ecs.ts";
import { oneLineJson } from "../formats/one_line.ts";
import { plainText, syslogMessage } from "../formats/syslog_message.ts";
import type { AlertFormat, Destination } from "../../resources/alert_destination.ts";
import { sendSyslog } from "./send_syslog.ts";
import { sendWebhook } from "./send_webhook.ts";

const CONTENT_TYPES: Record<AlertFormat, string> = {
  ecs: "application/json",
  cef: "text/plain; charset=utf-8",
  text: "text/plain; charset=utf-8",
};

/** An alert in a format. */
export function formatAlert(alert: Alert, format: AlertFormat): string {
  switch (format) {
    case "ecs":
      return oneLineJson(ecsDocument(alert));
    case "cef":
      return cefLine(alert);
    case "text":
      return plainText(alert);
  }
}

/**
 * Sends an alert once.
 *
 * @throws {SendError} when it does not arrive
 */
export async function sendAlert(alert: Alert, destination: Destination): Promise<void> {
  const text = formatAlert(alert, destination.format);
  if (destination.type === "webhook") {
    const { url, secret, format } = destination;
    return await sendWebhook({
      id: alert.id,
      url,
      secret,
      contentType: CONTENT_TYPES[format],
      body: text,
    });
  }
  const origin = { hostname: hostname(), pid: Deno.pid };
  await sendSyslog(destination, syslogMessage(alert, text, origin));
}
