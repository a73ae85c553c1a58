import type { RunRequest, RunResult } from "../../resources/run.ts";

/** What windows of rows ask of the rows, and did not get. */
export function windowWarnings(
  { split, dropDuplicates, sequenceBy }: RunRequest,
  results: RunResult[],
): string[] {
  const warnings: string[] = [];
  const windows = results.some(({ context }) => context);
  if (windows && split) {
    warnings.push(
      "Rows were split at random, so windows skip the rows of the other part.",
    );
  }
  if (windows && dropDuplicates) {
    warnings.push("Duplicates were dropped, so windows skip them.");
  }
  if (!windows && sequenceBy !== undefined) {
    warnings.push(
      `No detector of this run looks at windows of rows: "${sequenceBy}" had no effect.`,
    );
  }
  return warnings;
}
