import { NETSIFT_VERSION } from "../../base/version.ts";
import type { Alert } from "../../resources/alert.ts";
import { alertTitle } from "../alert_title.ts";
import { oneLine } from "./one_line.ts";
import { networkFields } from "./network_fields.ts";

/** Longest value of an extension, in characters. */
const MOST = 1000;

/**
 * An alert in the Common Event Format, one line.
 *
 * Source: Micro Focus, "ArcSight Common Event Format (CEF) Implementation Standard", version 26
 * (CEF:0), chapters 1 and 2: escaping and the extension dictionary.
 */
export function cefLine(alert: Alert): string {
  const head = [
    "CEF:0",
    "Netsift",
    "Netsift",
    NETSIFT_VERSION,
    "anomaly",
    alertTitle(alert),
    String(Math.round(alert.severity.value / 10)),
  ];
  const network = networkFields(alert.record);
  const extension: [key: string, value: string | number | undefined][] = [
    ["rt", Date.parse(alert.lastAt)],
    ["start", Date.parse(alert.firstAt)],
    ["end", Date.parse(alert.lastAt)],
    ["externalId", alert.id],
    ["cnt", alert.count],
    [network.sourceIp?.includes(":") ? "c6a2" : "src", network.sourceIp],
    ["spt", network.sourcePort],
    [network.destinationIp?.includes(":") ? "c6a3" : "dst", network.destinationIp],
    ["dpt", network.destinationPort],
    ["proto", network.transport],
    ["app", network.protocol],
    ["in", network.sourceBytes],
    ["out", network.destinationBytes],
    ["cs1Label", alert.source.type === "live" ? "model" : alert.source.type],
    ["cs1", alert.source.name],
    ["cs2Label", alert.source.type === "live" ? "modelId" : `${alert.source.type}Id`],
    ["cs2", alert.source.id],
    ["cs3Label", "rule"],
    ["cs3", alert.rule.name],
    ...(alert.entity
      ? [["cs4Label", alert.entity.column], ["cs4", alert.entity.value]] as [string, string][]
      : []),
    ...(alert.reason === null
      ? [["cs5Label", "record"], ["cs5", JSON.stringify(alert.record)]] as [string, string][]
      : [["cs5Label", "reason"], ["cs5", alert.reason]] as [string, string][]),
    ...(alert.score === null
      ? []
      : [["cfp1Label", "score"], ["cfp1", alert.score]] as [string, string | number][]),
    ...(alert.threshold === null
      ? []
      : [["cfp2Label", "threshold"], ["cfp2", alert.threshold]] as [string, string | number][]),
  ];
  const pairs = extension.flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeValue(String(value).slice(0, MOST))}`]
  );
  return `${head.map(escapeHead).join("|")}|${pairs.join(" ")}`;
}

/** Backslash and bar are escaped in the head, which is one line. */
function escapeHead(text: string): string {
  return oneLine(text).replace(/[\\|]/g, "\\$&");
}

/** Backslash, equals sign and line breaks are escaped in the extension. */
function escapeValue(text: string): string {
  return oneLine(text.replace(/[\\=]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n"));
}
