import { z } from "zod";
import { wholeNumber } from "../../http/query.ts";

/** The query of `GET /api/v1/audit`. */
export const auditQuerySchema = z.object({
  limit: wholeNumber(1, 1000).default(100),
  before: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
});
