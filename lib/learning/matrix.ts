/**
 * What detectors are fitted on and score.
 *
 * @module
 */
/** A dense, row-major table of numbers. */
export interface Matrix {
  /** `rows * cols` values, row after row; may lie in shared memory. */
  data: Float32Array;
  rows: number;
  cols: number;
  /** The name of each column, as the feature pipeline gave it. */
  names: string[];
  /**
   * Index of the first row of the sequence that each row belongs to; rows of a sequence lie
   * together, oldest first. Absent: all rows are one sequence. Detectors that look at windows of
   * rows never let one reach beyond its sequence.
   */
  starts?: Uint32Array;
}

/** The part that one column of the matrix has in the score of one row. */
export interface Contribution {
  /** Index of the column in the matrix. */
  column: number;
  /** Positive: raised the score; negative: lowered it. How the parts add up is the detector's to say. */
  weight: number;
}
