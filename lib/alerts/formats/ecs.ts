import type { Alert } from "../../resources/alert.ts";
import { alertTitle } from "../alert_title.ts";
import { NETSIFT_VERSION } from "../../base/version.ts";
import { networkFields } from "./network_fields.ts";

/** The version of the Elastic Common Schema that the field names are of. */
const ECS_VERSION = "8.17.0";

/**
 * An alert as a document of the Elastic Common Schema; what the schema has no field for is put
 * under `netsift`.
 *
 * Source: Elastic, "Elastic Common Schema (ECS) Reference", 8.17.
 */
export function ecsDocument(alert: Alert): Record<string, unknown> {
  const network = networkFields(alert.record);
  return withoutEmpty({
    "@timestamp": alert.lastAt,
    message: alertTitle(alert),
    ecs: { version: ECS_VERSION },
    event: {
      id: alert.id,
      kind: "alert",
      category: ["network", "intrusion_detection"],
      type: ["info"],
      module: "netsift",
      dataset: "netsift.alert",
      provider: "netsift",
      start: alert.firstAt,
      end: alert.lastAt,
      severity: Math.round(alert.severity.value),
      risk_score: alert.severity.value,
      reason: alert.reason ?? `Score ${alert.score} above the threshold ${alert.threshold}`,
    },
    observer: { vendor: "Netsift", product: "Netsift", type: "ids", version: NETSIFT_VERSION },
    rule: { id: alert.rule.id, name: alert.rule.name },
    source: {
      address: alert.reason === null ? undefined : alert.host ?? undefined,
      ip: network.sourceIp,
      port: network.sourcePort,
      bytes: network.sourceBytes,
    },
    destination: {
      ip: network.destinationIp,
      port: network.destinationPort,
      bytes: network.destinationBytes,
    },
    network: {
      transport: network.transport?.toLowerCase(),
      protocol: network.protocol?.toLowerCase(),
    },
    netsift: {
      source: alert.source,
      model: alert.model,
      entity: alert.entity,
      band: alert.severity.band,
      score: alert.score,
      threshold: alert.threshold,
      count: alert.count,
      record: alert.record,
    },
  });
}

/** Leaves out objects whose fields are all unknown; `JSON.stringify` leaves out the fields. */
function withoutEmpty(document: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) =>
      typeof value !== "object" || value === null ||
      Object.values(value).some((each) => each !== undefined)
    ),
  );
}
