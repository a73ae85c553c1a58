/**
 * Blocks of rows, and what a detector says about them.
 *
 * @module
 */
import type { Detector, ScoreOptions } from "../../detectors/detector.ts";
import type { Contribution, Matrix } from "../../learning/matrix.ts";

/** Rows to score, among those that their windows reach back to. */
export interface RowBlock {
  /** All of them, those of a sequence together and oldest first: see `Matrix.starts`. */
  matrix: Matrix;
  /** Rows at the start of the matrix that came before the block; none where it is absent. */
  lead?: number;
  /** Where each row of the block lies in the matrix; absent: after the lead, in order. */
  places?: Uint32Array;
}

/** What a detector says about the rows of a block, one entry a row. */
export interface BlockScores {
  /** Higher is more anomalous. */
  scores: Float32Array;
  /** Of a hybrid: bit i is set where its member i flags the row; `null` for other detectors. */
  members: Uint8Array | null;
}

/** How many rows a block has. */
export function rowCount({ matrix, lead = 0, places }: RowBlock): number {
  return places ? places.length : matrix.rows - lead;
}

/**
 * Scores the rows of a block.
 *
 * @returns views of what the detector gave, where the rows lie together in the matrix
 */
export async function blockScores(
  detector: Detector,
  block: RowBlock,
  options: Omit<ScoreOptions, "verdicts"> = {},
): Promise<BlockScores> {
  const isEmpty = rowCount(block) === 0;
  const verdicts = detector.members && new Uint8Array(isEmpty ? 0 : block.matrix.rows);
  const scores = isEmpty
    ? new Float32Array(0)
    : await detector.score(block.matrix, { ...options, verdicts });
  return {
    scores: rowsOf(scores, block),
    members: verdicts ? rowsOf(verdicts, block) : null,
  };
}

/**
 * What raised and lowered the score of a row of a block, a part for each column.
 *
 * @param row its place in the block
 */
export async function explainRow(
  detector: Detector,
  block: RowBlock,
  row: number,
): Promise<Contribution[]> {
  const { data, cols, starts } = block.matrix;
  const place = placeOf(block, row);
  const first = Math.max(starts?.[place] ?? 0, place - (detector.context ?? 0));
  return await detector.explain(data.subarray(first * cols, (place + 1) * cols));
}

function placeOf({ lead = 0, places }: RowBlock, row: number): number {
  return places ? places[row] : lead + row;
}

function rowsOf<Values extends Float32Array | Uint8Array>(
  values: Values,
  { lead = 0, places }: RowBlock,
): Values {
  if (!places) return values.subarray(lead) as Values;
  const rows = new (values.constructor as new (length: number) => Values)(places.length);
  for (let row = 0; row < places.length; row++) rows[row] = values[places[row]];
  return rows;
}
