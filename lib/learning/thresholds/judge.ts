/**
 * Where scores become decisions.
 *
 * @module
 */

/** Decides on scores, one after the other. */
export interface Judge {
  /** What the next score is judged by: it is an anomaly when it is greater. */
  readonly threshold: number;
  /** Whether the threshold moves along the scores. */
  readonly isMoving: boolean;
  /**
   * Decides on the next scores.
   *
   * @param flags gets 1 for each anomaly and 0 for each other score
   * @param thresholds gets what each score was judged by
   */
  judge(scores: Float32Array, flags: Uint8Array, thresholds?: Float64Array | null): void;
}

/** Judges all scores by the same threshold. */
export function fixedJudge(threshold: number): Judge {
  return {
    threshold,
    isMoving: false,
    judge(scores, flags, thresholds) {
      for (let i = 0; i < scores.length; i++) flags[i] = scores[i] > threshold ? 1 : 0;
      thresholds?.fill(threshold);
    },
  };
}
