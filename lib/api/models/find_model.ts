import type { ModelSummary } from "../../resources/model.ts";
import type { Netsift } from "../../netsift.ts";
import { notFound } from "../../http/problem.ts";
import { found } from "../found.ts";

/**
 * The model of an address.
 *
 * @throws {ProblemError} 404 where there is none
 */
export function findModel(netsift: Netsift, id: string): ModelSummary {
  return found(netsift.models.get(id), "model", id);
}

/**
 * Sees to it that the model of an address is there, without reading it.
 *
 * @throws {ProblemError} 404 where there is none
 */
export function requireModel(netsift: Netsift, id: string): void {
  if (!netsift.models.has(id)) throw notFound("model", id);
}
