import type { Netsift } from "../../netsift.ts";
import type { Run } from "../../resources/run.ts";
import { notFound, ProblemError } from "../../http/problem.ts";

/**
 * The run of an address, with scores.
 *
 * @throws {ProblemError} 404 where there is none, 409 where it has no scores
 */
export function findScoredRun(netsift: Netsift, id: string): Run {
  const run = netsift.runs.get(id);
  if (!run) throw notFound("run", id);
  if (run.status !== "done") {
    throw new ProblemError(409, `The run has no scores: it is ${run.status}.`);
  }
  return run;
}
