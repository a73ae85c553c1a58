import { z } from "zod";
import { DEFAULT_CONTEXT } from "./context_options.ts";

const MAX_WINDOWS = 5;

/** The fields of a request for context features. */
export const contextFields = {
  seconds: z.array(z.number().min(0.001, "At least 0.001.").max(86_400, "A day at most."))
    .min(1, "Give at least one window.").max(MAX_WINDOWS, `Give ${MAX_WINDOWS} windows at most.`)
    .default([...DEFAULT_CONTEXT.seconds])
    .describe("Windows of time in seconds"),
  connections: z.int().min(1, "Must be at least 1.").max(10_000, "At most 10,000.")
    .default(DEFAULT_CONTEXT.connections)
    .describe("How many of the last connections to a host or service count"),
};
