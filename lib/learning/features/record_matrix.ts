/**
 * Records as what a detector scores.
 *
 * @module
 */
import type { Matrix } from "../matrix.ts";
import type { FeaturePipeline } from "./pipeline.ts";
import { RecordError, type RecordFault } from "./record_error.ts";
import type { InputRecord } from "./input.ts";

/** A record that the model cannot take. */
export class InvalidRecordError extends Error {
  override name = "InvalidRecordError";

  /** @param record its index among the records, from 0 */
  constructor(readonly record: number, readonly faults: RecordFault[]) {
    super(`Record ${record + 1} cannot be scored.`);
  }
}

/**
 * Records as rows of a matrix.
 *
 * @param isSequence whether they are one sequence; if not, each is scored alone
 * @throws {InvalidRecordError} at the first record that the model cannot take
 */
export function recordMatrix(
  pipeline: FeaturePipeline,
  records: InputRecord[],
  isSequence = false,
): Matrix {
  const cols = pipeline.names.length;
  const data = new Float32Array(records.length * cols);
  for (const [index, record] of records.entries()) {
    try {
      data.set(pipeline.transformRecord(record), index * cols);
    } catch (error) {
      throw error instanceof RecordError ? new InvalidRecordError(index, error.faults) : error;
    }
  }
  return {
    data,
    rows: records.length,
    cols,
    names: pipeline.names,
    starts: Uint32Array.from(records, (_, index) => isSequence ? 0 : index),
  };
}
