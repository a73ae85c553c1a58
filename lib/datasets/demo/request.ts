import { z } from "zod";
import { MAX_DEMO_ROWS } from "./generate.ts";

/** The body of `POST /api/v1/demo`. */
export const demoRequestSchema = z.strictObject({
  /** Records of the training part; the test part has half as many. */
  rows: z.int().min(1000).max(MAX_DEMO_ROWS).default(20_000),
  seed: z.int().min(0).max(2 ** 32 - 1).default(1),
});
