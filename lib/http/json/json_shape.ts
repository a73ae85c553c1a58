import { LONGEST_NAME, LONGEST_TEXT, MOST_ENTRIES } from "../../base/request_limits.ts";
import { invalidField } from "../problem.ts";

/**
 * Refuses JSON that is too large for any schema, before a schema looks at each of its parts: arrays
 * and objects of more than 10,000 entries, texts of more than 100,000 characters, names of fields of
 * more than 2,000.
 *
 * @param value parsed JSON of limited depth
 * @param longestText characters of a text, where one may be longer
 * @throws {ProblemError} 422 that points to the first part that is too large
 */
export function checkShape(value: unknown, longestText = LONGEST_TEXT): void {
  check(value, [], longestText);
}

function check(value: unknown, path: PropertyKey[], longestText: number): void {
  if (typeof value === "string" && value.length > longestText) {
    throw invalidField(path, `Must have at most ${longestText} characters.`);
  }
  if (typeof value !== "object" || value === null) return;
  const isArray = Array.isArray(value);
  const keys = isArray ? null : Object.keys(value);
  if ((keys ?? value as unknown[]).length > MOST_ENTRIES) {
    throw invalidField(path, `Must have at most ${MOST_ENTRIES} entries.`);
  }
  if (keys?.some((key) => key.length > LONGEST_NAME)) {
    throw invalidField(path, `Field names can have at most ${LONGEST_NAME} characters.`);
  }
  for (const key of keys ?? (value as unknown[]).keys()) {
    const part = (value as Record<PropertyKey, unknown>)[key];
    if (typeof part !== "object" && typeof part !== "string") continue;
    path.push(key);
    check(part, path, longestText);
    path.pop();
  }
}
