import { z } from "zod";
import { PROJECTION_LIMITS, PROJECTION_METHODS, type ProjectionRequest } from "./types.ts";

const { sample, perplexity } = PROJECTION_LIMITS;
const between = ({ least, most }: { least: number; most: number }) =>
  `Must be a whole number from ${least} to ${most}.`;

/** The body of `POST /api/v1/runs/{id}/projection`. */
export const projectionRequestSchema = z.strictObject({
  method: z.enum(PROJECTION_METHODS, { error: `Choose one of ${PROJECTION_METHODS.join(", ")}.` }),
  sample: z.int({ error: between(sample) }).min(sample.least, between(sample))
    .max(sample.most, between(sample)).default(sample.initial),
  seed: z.int().min(0).max(2 ** 32 - 1).optional(),
  perplexity: z.int({ error: between(perplexity) }).min(perplexity.least, between(perplexity))
    .max(perplexity.most, between(perplexity)).optional(),
}).refine(({ method, perplexity }) => method === "t-sne" || perplexity === undefined, {
  path: ["perplexity"],
  error: "Only t-SNE has a perplexity.",
});

/**
 * Checks the body of `POST /api/v1/runs/{id}/projection`.
 *
 * @param body what was sent
 * @param seed of the run, for requests without one
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseProjectionRequest(body: unknown, seed: number): ProjectionRequest {
  const request = projectionRequestSchema.parse(body);
  return {
    method: request.method,
    sample: request.sample,
    seed: request.seed ?? seed,
    ...(request.method === "t-sne" && {
      perplexity: request.perplexity ?? PROJECTION_LIMITS.perplexity.initial,
    }),
  };
}
