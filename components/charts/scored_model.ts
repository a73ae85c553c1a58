import type { ModelCurves, RunResult } from "../../lib/runs/types.ts";

/** A model of a run with what its charts need. */
export interface ScoredModel {
  /** Name of the detector, with a number where a run has several of its kind. */
  title: string;
  result: RunResult;
  curves: ModelCurves;
}
