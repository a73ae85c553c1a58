import { z } from "zod";
import { runStatusSchema } from "../../resources/run.ts";

/** A detection that was started. */
export const detectionStateSchema = z.object({ id: z.string(), status: runStatusSchema });
