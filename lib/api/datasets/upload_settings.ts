import { isDatasetFormat, nameOfFile } from "../../datasets/columns/names.ts";
import type { DatasetFormat } from "../../resources/dataset.ts";
import type { UploadReading } from "../../resources/dataset_origin.ts";
import { invalidField } from "../../http/problem.ts";
import { captureReading } from "./capture_reading.ts";

/** Longest name of a kind of records. */
const MAX_KIND_LENGTH = 100;

/** What is said about an uploaded file beside its bytes. */
export interface UploadSettings {
  /** Of the dataset. */
  name: string;
  /** `null`: recognised by content. */
  format: DatasetFormat | null;
  reading: UploadReading;
}

/**
 * Reads what is said about an uploaded file, from texts of a query or a form.
 *
 * @throws {ProblemError} 422 with the field that is wrong
 */
export function uploadSettings(fields: Record<string, string>): UploadSettings {
  const { name = "", format = "", kind = "" } = fields;
  if (format !== "" && !isDatasetFormat(format)) {
    throw invalidField(["format"], `"${format.slice(0, 50)}" is not a known format.`);
  }
  if (kind.length > MAX_KIND_LENGTH) {
    throw invalidField(["kind"], `A kind can have at most ${MAX_KIND_LENGTH} characters.`);
  }
  const capture = captureReading(fields);
  return {
    name: nameOfFile(name),
    format: format === "" ? null : format,
    reading: { ...(kind !== "" && { kind }), ...(capture && { capture }) },
  };
}
