import type { InputRecord } from "../learning/features/input.ts";
import type { Entity } from "../resources/alert.ts";
import { networkFieldOf, networkFields } from "./formats/network_fields.ts";

/** Names of columns that hold a host, whichever end of a connection it is. */
const HOST_COLUMNS = new Set(["host", "hostname", "ip", "address"]);

/**
 * The host that a record is about: what alerts are grouped by where that is a host, or else who sent
 * it; `null` where its columns do not say.
 */
export function hostOf(record: InputRecord, entity: Entity | null): string | null {
  if (entity && isHostColumn(entity.column)) return entity.value;
  return networkFields(record).sourceIp ?? null;
}

function isHostColumn(column: string): boolean {
  const field = networkFieldOf(column);
  return field === "sourceIp" || field === "destinationIp" ||
    HOST_COLUMNS.has(column.toLowerCase());
}
