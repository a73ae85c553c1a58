import { z } from "zod";

/** The body of `POST /api/v1/benchmarks`. */
export const reproductionRequestSchema = z.strictObject({
  seeds: z.int().min(1).max(100).optional(),
  quick: z.boolean().default(false),
});
