import type { Detector, ScoreOptions } from "../detectors/detector.ts";
import type { Matrix } from "../learning/matrix.ts";
import type { CategoryCodes, Frame } from "../learning/features/frame.ts";
import type { FeaturePipeline } from "../learning/features/pipeline.ts";
import { type SequencedRows, sequenceRows, startsWithin } from "../learning/sequences.ts";
import { blockScores } from "../scoring/core/block_scores.ts";

/** Rows that are transformed and scored at a time; bounds the memory of a test of any size. */
const SCORE_BLOCK_ROWS = 65_536;

/** Rows of a frame that can be cut into sequences. */
export interface ScorableRows {
  frame: Frame;
  /** The rows to score, ascending. */
  rows: Uint32Array;
  /** The code of the sequence of each row of the frame; `null`: all rows are one sequence. */
  sequences: CategoryCodes | null;
}

/**
 * Scores rows block by block. For a detector with context, each block begins with the rows that the
 * windows of its first row reach back to; their scores are dropped.
 *
 * @param detector a fitted detector
 * @param pipeline makes its columns
 * @param what which rows; windows hold these rows only
 * @param onProgress gets the share of rows scored, 0 to 1
 * @param blockRows rows that are scored at a time
 * @param verdicts gets the verdicts of members, see {@linkcode ScoreOptions}, in the order of `rows`
 * @returns one score a row, in the order of `rows`
 */
export async function scoreRows(
  detector: Detector,
  pipeline: Pick<FeaturePipeline, "names" | "transform">,
  { frame, rows, sequences }: ScorableRows,
  onProgress: (fraction: number) => void = () => {},
  blockRows: number = SCORE_BLOCK_ROWS,
  verdicts?: ScoreOptions["verdicts"],
): Promise<Float32Array> {
  const { context = 0 } = detector;
  const sequenced = context > 0 ? sequenceRows(rows, sequences) : null;
  const scores = new Float32Array(rows.length);
  const cols = pipeline.names.length;
  // One for all blocks: of shared memory the garbage collector lets gigabytes pile up.
  const room = new Float32Array(
    new SharedArrayBuffer(4 * cols * Math.min(blockRows + context, rows.length)),
  );
  for (let from = 0; from < rows.length; from += blockRows) {
    const to = Math.min(from + blockRows, rows.length);
    const lead = sequenced ? Math.max(sequenced.starts[from], from - context) : from;
    const into = room.subarray(0, (to - lead) * cols).fill(0);
    const matrix: Matrix = pipeline.transform(
      frame,
      (sequenced?.rows ?? rows).subarray(lead, to),
      into,
    );
    if (sequenced) matrix.starts = startsWithin(sequenced.starts, lead, to);
    const block = await blockScores(detector, { matrix, lead: from - lead }, {
      onProgress: (fraction) => onProgress((from + (to - from) * fraction) / rows.length),
    });
    place(scores, block.scores, from, sequenced);
    if (verdicts && block.members) place(verdicts, block.members, from, sequenced);
    onProgress(to / rows.length);
  }
  return scores;
}

function place<Values extends Float32Array | Uint8Array>(
  values: Values,
  block: Values,
  from: number,
  sequenced: SequencedRows | null,
): void {
  if (!sequenced) return values.set(block, from);
  for (const [index, value] of block.entries()) values[sequenced.positions[from + index]] = value;
}
