/**
 * What the server and the thread that reads large requests say to each other.
 *
 * @module
 */
import type { RecordsToScore } from "../../models/record_parts.ts";
import type { FieldError } from "../../http/problem.ts";

/** A body to read. */
export interface PredictReaderRequest {
  id: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** Records in one request. */
  most: number;
}

/** What it says, or what is wrong with it. */
export type PredictReaderAnswer =
  | { id: number; type: "records"; records: RecordsToScore }
  | { id: number; type: "problem"; status: number; detail: string; errors: FieldError[] }
  | { id: number; type: "failed"; message: string };
