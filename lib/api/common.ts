import { z } from "zod";

/** A whole number that counts something. */
export const count = z.int().min(0);

/** A part of a whole. */
export const share = z.number().min(0).max(1);

/** A figure that is not defined for every test set. */
export const figure = z.number().nullable();

/** A moment (ISO 8601, UTC). */
export const moment = z.iso.datetime();

/** Numbers, one a point or an epoch. */
export const series = z.array(z.number());

/** What a long piece of work is called and has come to. */
export const progressFields = {
  phase: z.string(),
  fraction: z.number(),
  etaSeconds: z.number().optional(),
};

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
}).meta({ id: "Problem", description: "What went wrong (RFC 9457)." });
