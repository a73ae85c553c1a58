import { storedDetectionSchema } from "../../resources/detection.ts";
import type { DetectionRow } from "../rows.ts";
import { jobDocument } from "./job_document.ts";

/** Detections in the catalogue. */
export const DETECTION_TABLE = jobDocument<DetectionRow>({
  table: "detections",
  column: "detection",
  schema: storedDetectionSchema,
  damaged: (remains) => ({
    ...remains,
    request: {
      name: remains.name,
      dataset: "",
      baseline: "unknown",
      checks: "all",
      timeZone: "UTC",
    },
    dataset: "",
    datasetName: "",
  }),
});
