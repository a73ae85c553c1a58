import { z } from "zod";
import type { Operations } from "../operation.ts";
import { detectorSchema } from "./answers.ts";

/** What can be asked of detectors. */
export const detectorOperations: Operations = () => [
  {
    method: "GET",
    path: "/detectors",
    tag: "Runs",
    summary: "List detectors with their parameters",
    answers: { 200: { description: "The detectors", schema: z.array(detectorSchema) } },
  },
];
