import { createRandom } from "../../base/random.ts";
import { firstIndices } from "../../base/typed_arrays.ts";
import type { ScoredRows } from "../review/scored_rows.ts";

/** Flagged test records, drawn at random. */
export interface DrawnRecords {
  /** How many records are flagged. */
  flagged: number;
  /** Numbers in the test dataset, counted from 1. */
  records: { row: number; score: number }[];
}

/**
 * Draws flagged records. All test rows have one random order, and the first flagged ones of it are
 * taken: each flagged record is equally likely, and after a change of the threshold those that are
 * still flagged come first again, so that verdicts on them keep their worth.
 *
 * @param most records to draw
 * @param seed same seed, same order
 */
export function drawFlagged(
  { flags, scores, rowNumbers }: Pick<ScoredRows, "flags" | "scores" | "rowNumbers">,
  most: number,
  seed: number,
): DrawnRecords {
  const order = firstIndices(flags.length);
  createRandom(seed).shuffle(order);
  const records: DrawnRecords["records"] = [];
  for (const row of order) {
    if (records.length === most) break;
    if (flags[row]) records.push({ row: rowNumbers[row] + 1, score: scores[row] });
  }
  return { flagged: flags.reduce((sum, flag) => sum + flag, 0), records };
}
