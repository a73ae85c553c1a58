/**
 * Alerts in words.
 *
 * @module
 */
import { formatNumber, formatPlural } from "../../base/format.ts";
import type { Alert, AlertSource, AlertState, AlertVerdict } from "../../resources/alert.ts";

/** What people call each state. */
export const STATE_NAMES: Record<AlertState, string> = {
  open: "Open",
  acknowledged: "Acknowledged",
  closed: "Closed",
};

/** What people call each verdict. */
export const VERDICT_NAMES: Record<AlertVerdict, string> = {
  attack: "Attack",
  benign: "Benign, expected",
  unknown: "Can't tell",
};

/** What people call where alerts come from. */
export const SOURCE_NAMES: Record<AlertSource, string> = {
  live: "Live records",
  batch: "Batches",
  detection: "Detections",
  sensor: "Behaviour at sensors",
};

/** What an alert is about, in a few words: what it is grouped by, its host, or its rule. */
export function alertSubject({ entity, host, rule }: Alert): string {
  if (host !== null) return host;
  return entity ? `${entity.column} ${entity.value}` : rule.name;
}

/** What was found, in a sentence. */
export function alertFacts({ reason, count, score, threshold }: Alert): string {
  if (reason !== null) return reason;
  const highest = score === null || threshold === null
    ? ""
    : `, highest score ${formatNumber(score)} (threshold ${formatNumber(threshold)})`;
  return `${formatPlural(count, "anomalous record")}${highest}.`;
}

/** The page of what an alert came from. */
export function sourceAddress({ source, host }: Pick<Alert, "source" | "host">): string {
  switch (source.type) {
    case "live":
      return `/live?model=${encodeURIComponent(source.id)}`;
    case "batch":
      return `/batches/${encodeURIComponent(source.id)}`;
    case "detection":
      return `/detections/${encodeURIComponent(source.id)}` +
        (host === null ? "" : `?host=${encodeURIComponent(host)}`);
    case "sensor":
      return `/sensors/${encodeURIComponent(source.id)}`;
  }
}
