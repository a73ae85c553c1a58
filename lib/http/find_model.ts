import type { ModelSummary } from "../models/types.ts";
import type { Netsift } from "../netsift.ts";
import { notFound } from "./problem.ts";

/**
 * The model of an address.
 *
 * @throws {Problem} 404 where there is none
 */
export function findModel(netsift: Netsift, id: string): ModelSummary {
  const model = netsift.models.get(id);
  if (!model) throw notFound("model", id);
  return model;
}
