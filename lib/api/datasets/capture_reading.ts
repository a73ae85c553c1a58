import { type CaptureReading, captureReadingSchema } from "../../resources/dataset_origin.ts";
import { invalidField } from "../../http/problem.ts";

const WORDS: Record<string, boolean> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/**
 * Reads how captures and flow exports are to be read, from texts of a query or a form.
 *
 * @returns `null` where nothing is said
 * @throws {ProblemError} 422 with the field that is wrong
 */
export function captureReading(fields: Record<string, string>): CaptureReading | null {
  const said: Record<string, unknown> = {};
  for (const name of ["idleTimeout", "activeTimeout", "pairingWindow"]) {
    if (fields[name]) said[name] = Number(fields[name]);
  }
  for (const name of ["deduplicate", "innerFlows"]) {
    if (fields[name]) said[name] = WORDS[fields[name]] ?? fields[name];
  }
  const { success, data, error } = captureReadingSchema.safeParse(said);
  if (!success) {
    const [{ path, message }] = error.issues;
    throw invalidField(path as string[], message);
  }
  return Object.keys(data).length === 0 ? null : data;
}
