import type { RecordConnection } from "../../resources/record_connection.ts";
import type { Netsift } from "../../netsift.ts";

/**
 * Completes test records of a run with when they came, and who talked with whom.
 *
 * @param records with their rows in the test dataset, counted from 1
 */
export async function withConnections<T extends { row: number }>(
  { runs, connections }: Netsift,
  run: string,
  records: readonly T[],
): Promise<(T & { connection?: RecordConnection })[]> {
  const request = runs.get(run)?.request;
  if (!request) return [...records];
  return await connections.addTo(request.test ?? request.train, records);
}
