/**
 * The process that makes one dataset: of an upload, of demo traffic that it generates first, or of
 * other datasets.
 *
 * @module
 */
import { JobError } from "../../jobs/child.ts";
import { runChild } from "../../jobs/child_main.ts";
import { Eta } from "../../base/pace/eta.ts";
import { writeOfficeDemo } from "../demo/office/demo.ts";
import { writeDemo } from "../demo/write.ts";
import { derive, type Parent } from "../derive/derive.ts";
import type { IngestLimits } from "../limits.ts";
import { ingest } from "./ingest.ts";
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

type OfficeOrigin = Extract<DatasetOrigin, { scenario: "office" }>;

/** Share of the work on an office that is done when its log is written. */
const GENERATING = 0.4;

if (import.meta.main) {
  await runChild<IngestSpecification, DatasetProgress, DatasetProfile>(
    async (specification, report) => {
      const eta = new Eta(performance.now());
      const { origin, upload, staging, limits } = specification;
      const begun = isOffice(origin) ? GENERATING : 0;
      const onProgress = (progress: DatasetProgress) => {
        const fraction = begun + (1 - begun) * progress.fraction;
        report({ ...progress, fraction, etaSeconds: eta.estimate(fraction, performance.now()) });
      };
      try {
        await Deno.mkdir(staging, { recursive: true });
        if (origin.type === "derived") {
          const { memoryBytes } = limits;
          const options = { memoryBytes, onProgress, file: upload };
          return await derive(specification.parents, origin, staging, options);
        }
        if (origin.type === "demo") {
          await generate(upload, origin, report);
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

/** Whether the records are those of a simulated office, which may be many. */
function isOffice(origin: DatasetOrigin): origin is OfficeOrigin {
  return origin.type === "demo" && "scenario" in origin;
}

/** Writes demo traffic. */
async function generate(
  path: string,
  origin: Extract<DatasetOrigin, { type: "demo" }>,
  report: (progress: DatasetProgress) => void,
): Promise<void> {
  const onProgress = (share: number) =>
    report({ phase: "Generating demo traffic", fraction: share * GENERATING });
  onProgress(0);
  if (isOffice(origin)) await writeOfficeDemo(path, origin, { onProgress });
  else await writeDemo(path, origin);
}

function checkFormat(requested: string | null, profile: DatasetProfile): void {
  if (requested === null || mayBeCalled(profile.format, requested)) return;
  throw new JobError(
    `The file was sent as ${requested}, but its content is ${profile.format}. Leave the format out to go by the content.`,
  );
}
