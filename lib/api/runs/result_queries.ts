/**
 * The queries of the addresses that show what came of a run.
 *
 * @module
 */
import { z } from "zod";
import { MOST_MODELS } from "../../explain/review/agreement.ts";
import type { RankingKind } from "../../explain/review/types.ts";
import { PROJECTION_METHODS } from "../../explain/projection/types.ts";
import { wholeNumber } from "../../http/query.ts";
import { LONGEST_ID } from "../../base/request_limits.ts";

const RANKINGS = ["highest", "misses", "false-alarms"] as const satisfies RankingKind[];
const RECORDS = ["any", "normal", "attack"] as const;
const oneOf = (values: readonly string[]) => `Choose one of ${values.join(", ")}.`;

/** The query of `GET /api/v1/models/{id}/records`. */
export const recordsQuerySchema = z.object({
  kind: z.enum(RANKINGS, { error: oneOf(RANKINGS) }).default("highest"),
  limit: wholeNumber(1, 100).default(20),
});

/** The query of `GET /api/v1/models/{id}/record`: a random record, or the one of a row. */
export const recordQuerySchema = z.object({
  kind: z.enum(RECORDS, { error: oneOf(RECORDS) }).default("any"),
  row: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
});

const models = `Must be the IDs of 2 to ${MOST_MODELS} models, separated by commas.`;

/** The query of `GET /api/v1/agreement`. */
export const agreementQuerySchema = z.object({
  models: z.string({ error: models }).max(MOST_MODELS * (LONGEST_ID + 1), models)
    .transform((text) => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(z.string()).min(2, models).max(MOST_MODELS, models)),
});

/** The query of `GET /api/v1/runs/{id}/projection`. */
export const projectionQuerySchema = z.object({
  method: z.enum(PROJECTION_METHODS, { error: oneOf(PROJECTION_METHODS) }),
});
