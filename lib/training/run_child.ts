/**
 * The process that does one training run.
 *
 * @module
 */
import { runChild } from "../jobs/child_main.ts";
import { executeRun } from "./execute.ts";
import type { RunOutcome, RunSpecification } from "./request/specification.ts";
import type { RunProgress } from "../resources/run.ts";

if (import.meta.main) {
  await runChild<RunSpecification, RunProgress, RunOutcome>(executeRun);
}
