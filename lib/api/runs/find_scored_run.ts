import type { Netsift } from "../../netsift.ts";
import type { Run } from "../../resources/run.ts";
import { ProblemError } from "../../http/problem.ts";
import { found } from "../found.ts";

/**
 * The run of an address, with scores.
 *
 * @throws {ProblemError} 404 where there is none, 409 where it has no scores
 */
export function findScoredRun(netsift: Netsift, id: string): Run {
  const run = found(netsift.runs.get(id), "run", id);
  if (run.status !== "done") {
    throw new ProblemError(409, `The run has no scores: it is ${run.status}.`);
  }
  return run;
}
