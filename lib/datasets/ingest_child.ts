/**
 * The process that ingests one dataset: an upload, or demo traffic that it generates first.
 *
 * @module
 */
import { JobError } from "../jobs/child.ts";
import { runChild } from "../jobs/child_main.ts";
import { Eta } from "../jobs/eta.ts";
import type { DatasetSource } from "../store/catalogue.ts";
import { writeDemo } from "./demo/write.ts";
import { ingest, type IngestLimits } from "./ingest.ts";
import { DatasetError, type DatasetProfile, type DatasetProgress } from "./types.ts";

/** What the process is told. */
export interface IngestSpecification {
  source: DatasetSource;
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
      try {
        if (specification.source.type === "demo") {
          report({ phase: "Generating demo traffic", fraction: 0 });
          await writeDemo(specification.upload, specification.source);
        }
        await Deno.mkdir(specification.staging, { recursive: true });
        const profile = await ingest(specification.upload, specification.staging, {
          limits: specification.limits,
          onProgress: (progress) =>
            report({
              ...progress,
              etaSeconds: eta.estimate(progress.fraction, performance.now()),
            }),
        });
        checkFormat(specification.requestedFormat, profile);
        return profile;
      } catch (error) {
        throw error instanceof DatasetError ? new JobError(error.message) : error;
      }
    },
  );
}

function checkFormat(requested: string | null, profile: DatasetProfile): void {
  if (requested === null || requested === profile.format) return;
  throw new JobError(
    `The file was sent as ${requested}, but its content is ${profile.format}. Leave the format out to go by the content.`,
  );
}
