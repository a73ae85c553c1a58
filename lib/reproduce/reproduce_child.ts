/**
 * The process that does the projects again for a server.
 *
 * @module
 */
import { runChild } from "../jobs/child_main.ts";
import type { ReproductionProgress, ReproductionReport } from "./report.ts";
import { reproduce, type ReproductionOptions } from "./reproduce.ts";

if (import.meta.main) {
  await runChild<ReproductionOptions, ReproductionProgress, ReproductionReport>(
    (options, report) => reproduce(options, report),
  );
}
