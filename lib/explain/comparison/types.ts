/**
 * Models of one run side by side, by what they flag, without any label.
 *
 * @module
 */

/** What the models of a run flag. */
export interface RunComparison {
  /** Ids, in the order of the results. */
  models: string[];
  testRows: number;
  /** Test rows by which models flag them, the most models first; rows that none flags are left out. */
  combinations: FlaggedBy[];
  /** Rows that each model flags and no other. */
  alone: number[];
  /** `null` where the test data names no hosts. */
  hosts: ComparedHosts | null;
  /** How test rows score beside held-out training rows, for each model. */
  fits: ScoreFit[];
}

/** Rows that the same models flag. */
export interface FlaggedBy {
  /** Ids of these models. */
  models: string[];
  rows: number;
}

/** Hosts of the test data. */
export interface ComparedHosts {
  /** Column that names them. */
  column: string;
  total: number;
  /** Hosts that at least one model finds unusual. */
  unusual: number;
  /** Those of them that most models find unusual come first; at most 20. */
  top: ComparedHost[];
}

/** A host with what each model flags of it. */
export interface ComparedHost {
  host: string;
  records: number;
  /** In the order of the models; `unusual`: more flagged records than chance explains. */
  models: { flagged: number; unusual: boolean }[];
}

/** Scores of test rows beside those of held-out training rows. */
export interface ScoreFit {
  /** Id. */
  model: string;
  /** Edges of the bins, one more than there are counts; the outer bins hold all beyond them. */
  edges: number[];
  /** Test rows in each bin. */
  test: number[];
  /** Held-out training rows in each bin, as if there were as many as test rows. */
  training: number[];
  threshold: number;
  /**
   * How far test rows below the threshold score higher than training rows below it: the largest
   * difference of their distribution functions, negative where they score lower; 0 where chance
   * explains it. `null` where too few rows were held out.
   */
  shift: number | null;
}
