/**
 * The process of a detection.
 *
 * @module
 */
import { DatasetError } from "../base/dataset_error.ts";
import { JobError } from "../jobs/child.ts";
import { runChild } from "../jobs/child_main.ts";
import type { DetectionProgress } from "../resources/detection.ts";
import { detect, type DetectionOutcome } from "./detect.ts";
import type { DetectionSpecification } from "./specification.ts";

if (import.meta.main) {
  await runChild<DetectionSpecification, DetectionProgress, DetectionOutcome>(
    async (specification, report) => {
      try {
        return await detect(specification, report);
      } catch (error) {
        throw error instanceof DatasetError ? new JobError(error.message) : error;
      }
    },
  );
}
