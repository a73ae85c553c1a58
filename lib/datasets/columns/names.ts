import { DATASET_FORMATS, type DatasetFormat } from "../../resources/dataset.ts";

const FORMATS: readonly string[] = DATASET_FORMATS;

/** How datasets of known columns may be written. */
const WRITTEN_AS: Partial<Record<DatasetFormat, DatasetFormat[]>> = {
  "kdd99": ["csv"],
  "nsl-kdd": ["csv", "arff"],
  "cic-ids-2017": ["csv"],
  "unsw-nb15": ["csv"],
  "argus": ["csv"],
  "nfdump": ["csv"],
};

/** The longest name of a dataset, in characters. */
export const MAX_NAME_LENGTH = 200;

/** Whether a text names a format. */
export function isDatasetFormat(text: string): text is DatasetFormat {
  return FORMATS.includes(text);
}

/** Whether a file that was found to have one format may be called by another. */
export function mayBeCalled(found: DatasetFormat, requested: string): boolean {
  return found === requested || WRITTEN_AS[found]?.some((format) => format === requested) === true;
}

/**
 * A name that is fit to be shown, from what somebody sent: without control characters and direction
 * overrides, cut to a length.
 */
export function cleanName(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ").trim();
  return [...visible].slice(0, MAX_NAME_LENGTH).join("") || "Unnamed dataset";
}

/**
 * A name that is fit to be shown, from a file name that somebody sent: the last part of its path.
 *
 * @example
 * ```ts
 * import { nameOfFile } from "./names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(nameOfFile("C:\\captures\\monday.csv"), "monday.csv");
 * ```
 */
export function nameOfFile(path: string): string {
  return cleanName(path.split(/[/\\]/).at(-1)!);
}
