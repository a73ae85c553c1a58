import { batchSchema } from "../../resources/batch.ts";
import type { BatchRow } from "../rows.ts";
import { jobDocument } from "./job_document.ts";

/** Batches in the catalogue. */
export const BATCH_TABLE = jobDocument<BatchRow>({
  table: "batches",
  column: "batch",
  schema: batchSchema.omit({ progress: true }),
  damaged: (remains) => ({
    ...remains,
    request: { name: remains.name, dataset: "", models: [], explain: "none" },
    datasetName: "",
    result: null,
  }),
});
