/**
 * The process that downloads one public dataset.
 *
 * @module
 */
import { JobError } from "../../jobs/child.ts";
import { runChild } from "../../jobs/child_main.ts";
import type { DatasetProgress } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { download } from "./download.ts";
import type { PublicSource } from "./sources.ts";

/** What the process is told. */
export interface DownloadSpecification {
  source: PublicSource;
  /** File to write. */
  path: string;
  timeoutMs: number;
  maxContentBytes: number;
}

if (import.meta.main) {
  await runChild<DownloadSpecification, DatasetProgress, null>(
    async ({ source, path, ...limits }, onProgress) => {
      try {
        await download(source, path, { ...limits, onProgress });
        return null;
      } catch (error) {
        throw error instanceof DatasetError ? new JobError(error.message) : error;
      }
    },
  );
}
