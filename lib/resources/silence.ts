/**
 * Silences: which findings about a host are not shown, why and until when.
 *
 * @module
 */
import { z } from "zod";
import { givenTime } from "../base/request_limits.ts";
import { moment } from "./fields.ts";

const text = z.string().trim().min(1).max(200);

/** What a person may say about a silence. */
export const silenceRequestSchema = z.strictObject({
  host: text,
  check: text.optional().describe("Only findings of this check; all if omitted"),
  reason: z.string().trim().min(1, "Enter a reason.").max(500).describe("Visible to your team"),
  until: givenTime.optional().describe("Until it is deleted if omitted"),
});

/** A silence as a person gives it. */
export type SilenceRequest = z.infer<typeof silenceRequestSchema>;

/** A silence as it is stored. */
export const silenceSchema = z.object({
  id: z.string(),
  createdAt: moment,
  host: z.string(),
  check: z.string().optional(),
  reason: z.string(),
  until: moment.nullable(),
}).meta({ id: "Silence" });

/** A silence as it is stored. */
export type Silence = z.infer<typeof silenceSchema>;
