import { z } from "zod";

/** The body of `POST /api/v1/benchmarks`. */
export const reproductionRequestSchema = z.strictObject({
  seeds: z.int().min(1).max(100).optional(),
  quick: z.boolean().default(false),
});

/** What to do again. */
export interface ReproductionOptions {
  /** The folder with the files of the data sets; `null`: they are fetched from their sources. */
  data: string | null;
  /** Where datasets, runs and models go. */
  folder: string;
  seeds: number[];
  /** Take samples: shows that all works, in a minute or two. */
  quick: boolean;
  /** Projects, such as "1"; absent: all. */
  only?: string[];
}
