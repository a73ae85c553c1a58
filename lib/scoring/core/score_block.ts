/**
 * The scoring core: what a model says about a block of rows, whichever way they came in.
 *
 * @module
 */
import { bandOf, severitiesOf, type Severity } from "../../learning/severity/severity.ts";
import type { Judge } from "../../learning/thresholds/judge.ts";
import type { LoadedModel } from "../../models/bundle.ts";
import { type BlockScores, blockScores, type RowBlock } from "./block_scores.ts";

/** What a model says about the rows of a block, one entry a row. */
export interface BlockVerdicts extends BlockScores {
  /** 1 for an anomaly, else 0. */
  flags: Uint8Array;
  /** What all rows were judged by; where the threshold moves, what the next row is judged by. */
  threshold: number;
  /** What each row was judged by, where the threshold moves. */
  thresholds: Float64Array | null;
  /** 0 to 100; `null` for models that were saved without held-out scores. */
  severities: Float64Array | null;
}

/**
 * Scores the rows of a block, decides on them and says how bad they are. Nothing is allocated for a
 * single row. For what raised a score see `explainRow()`.
 *
 * @param judge decides in the order of the rows, see `sequenceJudge()` and `recordJudge()`
 * @param signal ends the work early
 */
export async function scoreBlock(
  { detector, normals }: Pick<LoadedModel, "detector" | "normals">,
  block: RowBlock,
  judge: Judge,
  signal?: AbortSignal,
): Promise<BlockVerdicts> {
  const { scores, members } = await blockScores(detector, block, { signal });
  const flags = new Uint8Array(scores.length);
  const thresholds = judge.isMoving ? new Float64Array(scores.length) : null;
  judge.judge(scores, flags, thresholds);
  return {
    scores,
    members,
    flags,
    threshold: judge.threshold,
    thresholds,
    severities: normals && severitiesOf(normals, scores),
  };
}

/** What a row was judged by. */
export function thresholdOfRow(
  { threshold, thresholds }: Pick<BlockVerdicts, "threshold" | "thresholds">,
  row: number,
): number {
  return thresholds ? thresholds[row] : threshold;
}

/** How bad a row is; `null` where that is not known. */
export function severityOfRow({ severities }: BlockVerdicts, row: number): Severity | null {
  return severities && { value: severities[row], band: bandOf(severities[row]) };
}
