/**
 * Alerts about what batches and detections have found when they end.
 *
 * @module
 */
import { formatCount, formatPlural } from "../base/format.ts";
import type { FoundHost } from "../detections/hosts/found_hosts.ts";
import { BAND_ORDER, bandOf, leastOfBand, SEVERITY_BANDS } from "../learning/severity/severity.ts";
import type { Alert } from "../resources/alert.ts";
import type { Rule } from "../resources/alert_rule.ts";
import type { BatchModel } from "../resources/batch.ts";
import type { BatchRow, DetectionRow } from "../store/catalogue.ts";
import { UNTOUCHED } from "./alert_change.ts";

/** Hosts of one detection that a rule raises alerts about, the worst ones. */
const MOST_HOSTS = 1000;

/**
 * An alert for each host of a detection that is as severe, and has as many findings, as a rule says.
 *
 * @param found the worst first
 */
export function hostAlerts(
  rule: Rule,
  detection: DetectionRow,
  found: readonly FoundHost[],
  newId: () => string,
): Alert[] {
  if (!rule.enabled || rule.source !== "detection" || detection.status !== "done") return [];
  const ended = detection.finishedAt ?? detection.createdAt;
  return found.filter(({ severity, findings }) =>
    severity >= leastOfBand(rule.severity) && findings >= rule.count
  ).slice(0, MOST_HOSTS).map(({ host, severity, reasons, findings, behind, from, to }) => ({
    id: newId(),
    rule: { id: rule.id, name: rule.name },
    source: { type: "detection", id: detection.id, name: detection.name },
    model: null,
    entity: { column: "host", value: host },
    host,
    severity: { value: severity, band: bandOf(severity) },
    score: null,
    threshold: null,
    count: behind,
    // Times that count from the start of a capture are no moments.
    firstAt: detection.elapsed ? ended : from,
    lastAt: detection.elapsed ? ended : to,
    createdAt: ended,
    reason: reasons[0] ?? `${formatPlural(findings, "finding")}.`,
    record: {},
    ...UNTOUCHED,
  }));
}

/**
 * An alert for each model of a batch that flags as many records of such a severity as a rule says.
 *
 * @param nameOf names a model
 */
export function batchAlerts(
  rule: Rule,
  batch: BatchRow,
  nameOf: (model: string) => string,
  newId: () => string,
): Alert[] {
  if (!rule.enabled || rule.source !== "batch" || !batch.result) return [];
  const { models, counts } = batch.result;
  const ended = batch.finishedAt ?? batch.createdAt;
  return models.flatMap((judged): Alert[] => {
    const severe = flaggedFrom(judged, rule.severity);
    if (rule.model !== null && rule.model !== judged.model || severe < rule.count) return [];
    const value = judged.severities?.highest ?? 0;
    return [{
      id: newId(),
      rule: { id: rule.id, name: rule.name },
      source: { type: "batch", id: batch.id, name: batch.name },
      model: { id: judged.model, name: nameOf(judged.model) },
      entity: null,
      host: null,
      severity: { value, band: bandOf(value) },
      score: judged.highest[0]?.score ?? null,
      threshold: judged.threshold.value,
      count: judged.flagged,
      firstAt: batch.startedAt ?? ended,
      lastAt: ended,
      createdAt: ended,
      reason: `${formatCount(judged.flagged)} of ${formatPlural(counts.total, "record")} flagged` +
        (rule.severity === "low"
          ? "."
          : `, ${formatCount(severe)} of ${
            rule.severity === "critical"
              ? "critical severity"
              : `${rule.severity} severity or higher`
          }.`),
      record: {},
      ...UNTOUCHED,
    }];
  });
}

/** Rows that a model flags, of a band or a higher one. */
function flaggedFrom({ severities }: BatchModel, least: Rule["severity"]): number {
  if (!severities) return 0;
  return SEVERITY_BANDS.filter((band) => BAND_ORDER.get(band)! >= BAND_ORDER.get(least)!)
    .reduce((sum, band) => sum + severities.bands[band], 0);
}
