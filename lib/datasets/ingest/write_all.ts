/**
 * Writing to a disk that may be full.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";

/**
 * Writes bytes at their place in a file.
 *
 * @throws {DatasetError} when the disk is full
 */
export function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  try {
    for (let written = 0; written < bytes.length;) {
      written += file.writeSync(bytes.subarray(written));
    }
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOSPC") throw error;
    throw new DatasetError("The server's disk is full. Delete datasets or runs and upload again.");
  }
}
