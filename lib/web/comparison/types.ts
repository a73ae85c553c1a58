import type { ModelCurves, Run, RunResult } from "../../resources/run.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";

/** A model of any run, beside others. */
export interface ComparedModel {
  /** Different for each model of a comparison. */
  title: string;
  run: Run;
  result: RunResult;
  /** The threshold rule that its run asked for. */
  asked: ThresholdRule;
  curves: ModelCurves;
}
