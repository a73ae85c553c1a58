import type { StoredFinding } from "../../detections/findings/finding_files.ts";
import type { Detection } from "../../resources/detection.ts";
import type { Netsift } from "../../netsift.ts";
import { ProblemError } from "../../http/problem.ts";
import { found } from "../found.ts";

/**
 * The detection of an address, with its hosts.
 *
 * @throws {ProblemError} 404 where there is none
 */
export async function findDetection(netsift: Netsift, id: string): Promise<Detection> {
  return found(await netsift.detections.get(id), "detection", id);
}

/** Why a detection that is not done has no findings. */
const REASONS: Record<Exclude<Detection["status"], "done">, string> = {
  queued: "it waits for its turn",
  running: "it is still running",
  failed: "it failed",
  cancelled: "it was cancelled",
  interrupted: "it was interrupted",
};

/**
 * The detection of an address, with its findings.
 *
 * @throws {ProblemError} 404 where there is none, 409 where it is not done
 */
export async function findDoneDetection(netsift: Netsift, id: string): Promise<Detection> {
  const detection = await findDetection(netsift, id);
  if (detection.status !== "done") {
    throw new ProblemError(409, `The detection has no findings: ${REASONS[detection.status]}.`);
  }
  return detection;
}

/**
 * One finding of a detection.
 *
 * @throws {ProblemError} 404 where there is none
 */
export async function findFinding(
  netsift: Netsift,
  detection: string,
  id: string,
): Promise<StoredFinding> {
  return found(
    (await netsift.detections.answers.findings(detection)).find((each) => each.id === id),
    "finding",
    id,
  );
}
