/**
 * The test rows of a run with what each of its models says of them.
 *
 * @module
 */
import { readScores } from "../../models/scores.ts";
import { flagRows } from "../../thresholds/apply_rule.ts";
import { readTestRows, type TestRows } from "../test_rows.ts";
import type { RunResult } from "../types.ts";

/** A model with the folder that it lies in. */
export interface StoredResult {
  folder: string;
  result: RunResult;
}

/** The test rows of a run, in their order. */
export interface ScoredRows extends TestRows {
  models: {
    /** Such as `kmeans_2`: the kind and the place in the run. */
    name: string;
    scores: Float32Array;
    /** 1 where the model flags the row. */
    flags: Uint8Array;
  }[];
}

/**
 * Reads them.
 *
 * @param folder of a run that is done
 * @param results its models
 */
export async function readScoredRows(
  folder: string,
  results: StoredResult[],
): Promise<ScoredRows> {
  const rows = await readTestRows(folder);
  const models = await Promise.all(results.map(async ({ folder, result }, index) => {
    const { kind, threshold } = result;
    const { test, heldOut } = await readScores(folder);
    const scores = { heldOut: heldOut ?? new Float32Array(0), test, truth: null };
    return {
      name: `${kind}_${index + 1}`,
      scores: test,
      flags: flagRows(threshold, threshold.value, scores),
    };
  }));
  return { ...rows, models };
}
