import { z } from "zod";
import { ProblemError, toPointer } from "./problem.ts";

/**
 * Checks the query of an address.
 *
 * @param schema of an object of texts
 * @throws {ProblemError} 422 that names each parameter that is wrong
 */
export function parseQuery<Schema extends z.ZodType>(url: URL, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(Object.fromEntries(url.searchParams));
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    pointer: toPointer(path),
    detail: message,
  }));
  const [{ path, message }] = result.error.issues;
  throw new ProblemError(422, `?${path.join(".")}: ${message}`, { errors });
}

/** A whole number in a query. */
export function wholeNumber(least: number, most: number) {
  const message = `Must be a whole number from ${least} to ${most}.`;
  return z.string().regex(/^\d{1,16}$/, message).transform(Number)
    .pipe(z.int(message).min(least, message).max(most, message))
    .meta({ type: "integer", minimum: least, maximum: most });
}
