import { invalidField } from "./problem.ts";

/** Entries of one array or object of a request. */
export const MOST_ENTRIES = 10_000;

/** Characters of one text of a request. */
const MOST_CHARACTERS = 100_000;

/**
 * Refuses JSON that is too large for any schema, before a schema looks at each of its parts.
 *
 * @param value parsed JSON of limited depth
 * @param path where it stands in the request
 * @throws {Problem} 422 that points to the first array, object or text that is too large
 */
export function checkShape(value: unknown, path: PropertyKey[] = []): void {
  if (typeof value === "string" && value.length > MOST_CHARACTERS) {
    throw invalidField(path, `Give ${MOST_CHARACTERS} characters at most.`);
  }
  if (typeof value !== "object" || value === null) return;
  const keys = Object.keys(value);
  if (keys.length > MOST_ENTRIES) throw invalidField(path, `Give ${MOST_ENTRIES} entries at most.`);
  for (const key of keys) {
    const part = (value as Record<string, unknown>)[key];
    if (typeof part === "object" || typeof part === "string") {
      checkShape(part, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}
