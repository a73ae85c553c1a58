/**
 * The test rows of a model with what it says about each.
 *
 * @module
 */
import type { Labels } from "../../learning/metrics/per_class.ts";
import { readTestRows, type TestRows } from "../../training/rows/test_rows.ts";
import type { RunResult } from "../../resources/run.ts";
import { flagRows } from "../../learning/thresholds/apply_rule.ts";
import { readBundle } from "../../models/bundle.ts";
import { readScores } from "../../models/scores.ts";

/** Test rows as a model judges them. */
export interface ScoredRows {
  result: RunResult;
  /** One a row, higher is more anomalous. */
  scores: Float32Array;
  /** Scores of held-out training rows; `null` for models of an older Netsift. */
  heldOut: Float32Array | null;
  /** Numbers in the test dataset, counted from 0. */
  rowNumbers: Uint32Array;
  labels: Labels | null;
  /** 1 for each row that the model flags. */
  flags: Uint8Array;
}

/**
 * Reads them.
 *
 * @param run folder of the run
 * @param folder of the model
 * @param threshold that holds now; that of its training where it is absent
 */
export async function readScoredRows(
  run: string,
  folder: string,
  threshold?: RunResult["threshold"],
): Promise<ScoredRows> {
  const [bundle, { test, heldOut }, rows] = await Promise.all([
    readBundle(folder),
    readScores(folder),
    readTestRows(run),
  ]);
  const result = { ...bundle.result, ...(threshold && { threshold }) };
  return {
    result,
    scores: test,
    heldOut,
    rowNumbers: rows.rowNumbers,
    labels: labelsOf(rows, result),
    flags: flagRows(result.threshold, result.threshold.value, { test, heldOut }),
  };
}

/** Which labels are attacks is what it was when the run was made, whatever the dataset says now. */
export function labelsOf({ labels }: TestRows, { perClass }: RunResult): Labels | null {
  if (!labels) return null;
  const attacks = new Map(perClass.map(({ label, attack }) => [label, attack]));
  return { ...labels, attack: labels.names.map((name) => attacks.get(name) ?? true) };
}
