/**
 * The process that does the projects again for a server.
 *
 * @module
 */
import { JobError } from "../lib/jobs/child.ts";
import { runChild } from "../lib/jobs/child_main.ts";
import type { ReproductionProgress, ReproductionReport } from "../lib/benchmarks/report.ts";
import { reproduce } from "./reproduce.ts";
import { ReproductionError } from "./reproduction_error.ts";
import type { ReproductionOptions } from "../lib/benchmarks/request.ts";

if (import.meta.main) {
  await runChild<ReproductionOptions, ReproductionProgress, ReproductionReport>(
    async (options, report) => {
      try {
        return await reproduce(options, report);
      } catch (error) {
        if (error instanceof ReproductionError) throw new JobError(error.message);
        throw error;
      }
    },
  );
}
