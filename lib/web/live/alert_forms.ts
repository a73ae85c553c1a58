/**
 * The forms of rules, destinations and suppressions, as texts.
 *
 * @module
 */
import type {
  AlertFormat,
  DeliveryState,
  Destination,
  ShownDestination,
} from "../../resources/alert_destination.ts";
import type { AlertSource } from "../../resources/alert.ts";
import type { Rule } from "../../resources/alert_rule.ts";
import type { SeverityBand } from "../../learning/severity/severity.ts";

/** A destination as pages have it: what became of its alerts is known once it was asked for. */
export type ListedDestination = ShownDestination & { delivery?: DeliveryState };

/** A rule as typed. */
export interface RuleTexts {
  name: string;
  enabled: boolean;
  source: AlertSource;
  model: string;
  severity: SeverityBand;
  whereColumn: string;
  whereValue: string;
  entity: string;
  count: string;
  windowSeconds: string;
  destinations: string[];
}

/** The texts of a rule, or of a new one. */
export function ruleTexts(rule: Rule | null): RuleTexts {
  return {
    name: rule?.name ?? "",
    enabled: rule?.enabled ?? true,
    source: rule?.source ?? "live",
    model: rule?.model ?? "",
    severity: rule?.severity ?? "high",
    whereColumn: rule?.where?.column ?? "",
    whereValue: rule?.where?.value ?? "",
    entity: rule?.entity ?? "",
    count: String(rule?.count ?? 1),
    windowSeconds: String(rule?.windowSeconds ?? 300),
    destinations: rule?.destinations ?? [],
  };
}

/** The request for a rule, without what its source has no use for; what is no number goes as it is, for the server to name the field. */
export function ruleRequest(texts: RuleTexts): Record<string, unknown> {
  const { whereColumn, whereValue, model, entity, count, windowSeconds, ...rest } = texts;
  const isLive = rest.source === "live";
  return {
    ...rest,
    model: rest.source === "detection" || rest.source === "sensor" ? null : model || null,
    where: isLive && whereColumn.trim() ? { column: whereColumn, value: whereValue } : null,
    entity: isLive && entity.trim() || null,
    count: numberOf(count),
    windowSeconds: numberOf(windowSeconds),
  };
}

/** A destination as typed. */
export interface DestinationTexts {
  type: Destination["type"];
  name: string;
  enabled: boolean;
  format: AlertFormat;
  url: string;
  transport: "udp" | "tcp";
  host: string;
  port: string;
}

/** The texts of a destination, or of a new one. */
export function destinationTexts(destination: ListedDestination | null): DestinationTexts {
  const webhook = destination?.type === "webhook" ? destination : null;
  const syslog = destination?.type === "syslog" ? destination : null;
  return {
    type: destination?.type ?? "webhook",
    name: destination?.name ?? "",
    enabled: destination?.enabled ?? true,
    format: destination?.format ?? "ecs",
    url: webhook?.url ?? "https://",
    transport: syslog?.transport ?? "tcp",
    host: syslog?.host ?? "",
    port: String(syslog?.port ?? 514),
  };
}

/** The request for a destination. */
export function destinationRequest(texts: DestinationTexts): Record<string, unknown> {
  const { type, name, enabled, format, url, transport, host, port } = texts;
  const common = { type, name, enabled, format };
  return type === "webhook"
    ? { ...common, url }
    : { ...common, transport, host, port: numberOf(port) };
}

/** A rule in a sentence. */
export function ruleWords(rule: Rule, modelName: string | null): string {
  const { severity, count, windowSeconds, entity, where, source } = rule;
  const by = rule.model ? ` by ${modelName ?? "a model that was deleted"}` : "";
  if (source === "detection") {
    const findings = count === 1 ? "" : ` and at least ${count} findings`;
    return `A host of ${bandWords(severity)}${findings} in a detection.`;
  }
  if (source === "sensor") {
    const findings = count === 1 ? "" : ` about a host with at least ${count} findings`;
    return `A finding of ${bandWords(severity)}${findings} at a sensor.`;
  }
  if (source === "batch") {
    const records = count === 1 ? "A flagged record" : `${count} flagged records`;
    return `${records} of ${bandWords(severity)} in a batch${by}.`;
  }
  const records = count === 1
    ? "An anomaly"
    : `${count} anomalies within ${seconds(windowSeconds)}`;
  return [
    records,
    `of ${bandWords(severity)}`,
    ...(where ? [`with ${where.column} "${where.value}"`] : []),
    ...(entity ? [`for one ${entity}`] : []),
  ].join(" ") + `${by}.`;
}

function bandWords(severity: SeverityBand): string {
  return severity === "critical" ? "critical severity" : `${severity} severity or higher`;
}

/** Where a destination leads, in words. */
export function destinationWords(destination: ShownDestination): string {
  const where = destination.type === "webhook"
    ? destination.url
    : `syslog over ${destination.transport.toUpperCase()} to ${destination.host}:${destination.port}`;
  return `${where}, as ${destination.format.toUpperCase()}`;
}

function numberOf(text: string): unknown {
  return text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);
}

function seconds(count: number): string {
  if (count % 3600 === 0) return `${count / 3600} h`;
  return count % 60 === 0 ? `${count / 60} min` : `${count} s`;
}
