import { z } from "zod";

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  errors: z.array(z.object({
    pointer: z.string().describe("JSON pointer into the body, or ?name of a query parameter"),
    detail: z.string(),
  })).optional(),
}).meta({ id: "Problem", description: "Problem details (RFC 9457)." });
