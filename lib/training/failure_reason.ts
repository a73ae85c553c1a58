import { TrainingError } from "../detectors/detector.ts";
import { describeFailure } from "../jobs/describe_failure.ts";

/** What engines say when they get no more memory. */
const OUT_OF_MEMORY =
  /out of memory|allocation failed|could not allocate|invalid (typed )?array length/i;

/**
 * Why a detector failed, in a sentence for people. What nobody can fix goes to the log.
 *
 * @param error what was thrown
 */
export function failureReason(error: unknown): string {
  if (error instanceof Error && OUT_OF_MEMORY.test(error.message)) {
    return `It ran out of memory (${error.message}). Try fewer rows, fewer columns or a smaller model.`;
  }
  if (error instanceof RangeError || error instanceof TrainingError) return error.message;
  return describeFailure(error, "A detector");
}
