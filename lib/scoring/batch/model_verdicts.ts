/** Features that explain a score. */
export const REASONS = 3;

/** No feature. */
export const NO_FEATURE = 2 ** 16 - 1;

/** What one model says about the rows of a block. */
export interface ModelVerdicts {
  /** `NaN` where a row has no score. */
  scores: Float32Array;
  /** 1 where it flags the row. */
  flags: Uint8Array;
  /** 0 to 100; `NaN` where it is not known. */
  severities: Float32Array;
  /** The features that moved a score most; absent: they were not asked for. */
  reasons?: {
    /** {@linkcode REASONS} a row, indices into the features or {@linkcode NO_FEATURE}. */
    features: Uint16Array;
    weights: Float32Array;
  };
}
