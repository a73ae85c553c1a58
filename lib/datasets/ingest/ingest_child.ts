/**
 * The process that makes one dataset: of an upload, of demo traffic that it generates first, or of
 * other datasets.
 *
 * @module
 */
import { JobError } from "../../jobs/child.ts";
import { runChild } from "../../jobs/child_main.ts";
import { Eta } from "../../base/pace/eta.ts";
import { writeDemo } from "../demo/write.ts";
import { derive, type Parent } from "../derive/derive.ts";
import { ingest, type IngestLimits } from "./ingest.ts";
import { mayBeCalled } from "../columns/names.ts";
import type { DatasetOrigin } from "../../resources/dataset_origin.ts";
import type { DatasetProfile, DatasetProgress } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";

/** What the process is told. */
export interface IngestSpecification {
  origin: DatasetOrigin;
  /** What a derived dataset is made of. */
  parents: Parent[];
  /** The file to read; demo traffic is written to it first. */
  upload: string;
  /** Folder to write to; it does not exist yet. */
  staging: string;
  requestedFormat: string | null;
  limits: IngestLimits;
}

if (import.meta.main) {
  await runChild<IngestSpecification, DatasetProgress, DatasetProfile>(
    async (specification, report) => {
      const eta = new Eta(performance.now());
      const onProgress = (progress: DatasetProgress) =>
        report({ ...progress, etaSeconds: eta.estimate(progress.fraction, performance.now()) });
      const { origin, upload, staging, limits } = specification;
      try {
        await Deno.mkdir(staging, { recursive: true });
        if (origin.type === "derived") {
          const { memoryBytes } = limits;
          return await derive(specification.parents, origin, staging, { memoryBytes, onProgress });
        }
        if (origin.type === "demo") {
          report({ phase: "Generating demo traffic", fraction: 0 });
          await writeDemo(upload, origin);
        }
        const { kind, capture } = origin.type === "upload" ? origin : {};
        const profile = await ingest(upload, staging, { limits, kind, capture, onProgress });
        checkFormat(specification.requestedFormat, profile);
        return profile;
      } catch (error) {
        throw error instanceof DatasetError ? new JobError(error.message) : error;
      }
    },
  );
}

function checkFormat(requested: string | null, profile: DatasetProfile): void {
  if (requested === null || mayBeCalled(profile.format, requested)) return;
  throw new JobError(
    `The file was sent as ${requested}, but its content is ${profile.format}. Leave the format out to go by the content.`,
  );
}
