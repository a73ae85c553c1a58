/**
 * The process that does one training run.
 *
 * @module
 */
import { runChild } from "../jobs/child_main.ts";
import { executeRun, type RunOutcome, type RunSpecification } from "./execute.ts";
import type { RunProgress } from "./types.ts";

if (import.meta.main) {
  await runChild<RunSpecification, RunProgress, RunOutcome>(executeRun);
}
