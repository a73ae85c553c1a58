import { z } from "zod";
import { runStatusSchema } from "../../resources/run.ts";

/** A batch that was started. */
export const batchStateSchema = z.object({ id: z.string(), status: runStatusSchema });
