import type { RecordDetail } from "../../explain/reasons/record_details.ts";
import type { Netsift } from "../../netsift.ts";

/**
 * Completes test records of a run with when they came, who talked with whom, and why they stand out.
 *
 * @param model id of the model that says why
 * @param records with their rows in the test dataset, counted from 1
 */
export async function withDetails<T extends { row: number }>(
  { runs, recordDetails }: Netsift,
  run: string,
  model: string,
  records: readonly T[],
): Promise<(T & RecordDetail)[]> {
  const request = runs.get(run)?.request;
  if (!request) return records.map((record) => ({ ...record, reason: null }));
  return await recordDetails.addTo(request.test ?? request.train, model, records);
}
