/**
 * The process that scores a dataset.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { JobError } from "../../jobs/child.ts";
import { runChild } from "../../jobs/child_main.ts";
import { scoreBatch } from "./score_batch.ts";
import type { BatchSpecification } from "./specification.ts";
import type { BatchProgress, BatchResult } from "../../resources/batch.ts";

if (import.meta.main) {
  await runChild<BatchSpecification, BatchProgress, BatchResult>(async (specification, report) => {
    try {
      return await scoreBatch(specification, report);
    } catch (error) {
      throw error instanceof DatasetError ? new JobError(error.message) : error;
    }
  });
}
