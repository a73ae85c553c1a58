import { JobError } from "../../jobs/child.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import type { Detection } from "../../resources/detection.ts";

/**
 * Starts a detection.
 *
 * @throws {BusyError} when too many detections wait
 * @throws {ProblemError} 422 when the model cannot score the dataset
 */
export async function startDetection({ detections }: Netsift, body: unknown): Promise<Detection> {
  try {
    return await detections.start(body);
  } catch (error) {
    throw error instanceof JobError ? new ProblemError(422, error.message) : error;
  }
}
