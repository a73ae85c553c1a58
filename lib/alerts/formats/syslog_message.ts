/**
 * Messages of the syslog protocol.
 *
 * @module
 */
import type { SeverityBand } from "../../learning/severity/severity.ts";
import type { Alert } from "../../resources/alert.ts";
import { alertTitle } from "../alert_title.ts";
import { oneLine } from "./one_line.ts";

/** The facility local0; senders that are not part of the system use local0 to local7. */
const FACILITY = 16;

/** Syslog severities: critical, error, warning, notice. */
const SEVERITIES: Record<SeverityBand, number> = { critical: 2, high: 3, medium: 4, low: 5 };

/**
 * The identifier of Netsift's structured data. 32473 is the enterprise number that RFC 5612 sets
 * aside where there is none.
 */
const SD_ID = "netsift@32473";

/** Where a message comes from. */
export interface SyslogOrigin {
  hostname: string;
  /** Process id. */
  pid: number;
}

/**
 * An alert as a syslog message, with its values as structured data.
 *
 * Source: R. Gerhards, "The Syslog Protocol", RFC 5424, 2009.
 *
 * @param text what follows the structured data: the alert in the format of the destination
 */
export function syslogMessage(alert: Alert, text: string, origin: SyslogOrigin): string {
  const priority = FACILITY * 8 + SEVERITIES[alert.severity.band];
  const data: [name: string, value: string | number][] = [
    ["id", alert.id],
    ["severity", Math.round(alert.severity.value)],
    ["band", alert.severity.band],
    ...(alert.score === null ? [] : [["score", alert.score]] as [string, number][]),
    ...(alert.threshold === null ? [] : [["threshold", alert.threshold]] as [string, number][]),
    ["count", alert.count],
    [alert.source.type === "live" ? "model" : alert.source.type, alert.source.id],
    ["rule", alert.rule.name],
    ...(alert.entity
      ? [["column", alert.entity.column], ["value", alert.entity.value]] as [string, string][]
      : []),
  ];
  const pairs = data.map(([name, value]) => `${name}="${escapeParam(String(value))}"`);
  return [
    `<${priority}>1`,
    alert.lastAt,
    printable(origin.hostname, 255),
    "netsift",
    String(origin.pid),
    "anomaly",
    `[${SD_ID} ${pairs.join(" ")}]`,
    `\ufeff${oneLine(text)}`,
  ].join(" ");
}

/** The plain text of an alert, for people who read logs. */
export function plainText(alert: Alert): string {
  const title = alertTitle(alert);
  return oneLine(
    alert.reason === null
      ? `${title}, score ${alert.score} above ${alert.threshold}, model ${alert.source.name}`
      : title,
  );
}

/**
 * RFC 5424, section 6.3.3: quote, backslash and closing bracket are escaped. Control characters are
 * replaced, which section 8.2 leaves to the sender: a line break would begin another message for
 * receivers that read lines.
 */
function escapeParam(text: string): string {
  return oneLine(text.slice(0, 1000)).replace(/["\\\]]/g, "\\$&");
}

/** A header field: printable ASCII without space, or the nil value. */
function printable(text: string, most: number): string {
  return text.replace(/[^\x21-\x7e]/g, "").slice(0, most) || "-";
}
