/**
 * The process that does the projects again for a server.
 *
 * @module
 */
import { runChild } from "../lib/jobs/child_main.ts";
import type { ReproductionProgress, ReproductionReport } from "../lib/benchmarks/report.ts";
import { reproduce } from "./reproduce.ts";
import type { ReproductionOptions } from "../lib/benchmarks/request.ts";

if (import.meta.main) {
  await runChild<ReproductionOptions, ReproductionProgress, ReproductionReport>(
    (options, report) => reproduce(options, report),
  );
}
