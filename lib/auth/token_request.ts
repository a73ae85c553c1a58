import { z } from "zod";
import { SCOPES } from "./scope.ts";
import type { NewToken } from "./tokens.ts";

const LONGEST_DAYS = 3650;
const days = `Must be a whole number of days from 1 to ${LONGEST_DAYS}, or null.`;

/** The body of `POST /api/v1/tokens`. */
export const tokenRequestSchema = z.strictObject({
  name: z.string().trim().min(1, "Enter a name.").max(
    100,
    "A name can have at most 100 characters.",
  ),
  scopes: z.array(z.enum(SCOPES, { error: `A scope is one of ${SCOPES.join(", ")}.` }))
    .min(1, "Choose at least one scope.").max(SCOPES.length, "List each scope once."),
  /** Days after which it ends; `null`: never. */
  expiresInDays: z.int({ error: days }).min(1, days).max(LONGEST_DAYS, days).nullable().default(
    null,
  ),
});

/**
 * Checks a request for a token.
 *
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseTokenRequest(body: unknown): NewToken {
  const { name, scopes, expiresInDays } = tokenRequestSchema.parse(body);
  return {
    name,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    expiresAt: expiresInDays === null
      ? null
      : new Date(Date.now() + expiresInDays * 86_400_000).toISOString(),
  };
}
