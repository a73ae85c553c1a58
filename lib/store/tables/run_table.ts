import { runSchema } from "../../resources/run.ts";
import type { RunRow } from "../rows.ts";
import { jobDocument } from "./job_document.ts";

/** Runs in the catalogue. */
export const RUN_TABLE = jobDocument<RunRow>({
  table: "runs",
  column: "run",
  schema: runSchema.omit({ progress: true }),
  damaged: (remains) => ({
    ...remains,
    request: {
      name: remains.name,
      train: "",
      features: "all",
      encoding: "one-hot",
      scaling: "standard",
      dropDuplicates: false,
      seed: 0,
      detectors: [],
    },
    trainName: "",
    testName: null,
    warnings: [],
    data: null,
    results: [],
  }),
});
