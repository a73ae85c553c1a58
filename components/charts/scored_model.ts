import type { ModelImportance } from "../../lib/resources/importance.ts";
import type { ModelCurves, RunResult } from "../../lib/resources/run.ts";
import type { ThresholdRule } from "../../lib/learning/thresholds/rule.ts";

/** A model of a run with what its charts need. */
export interface ScoredModel {
  /** Name of the detector, with a number where a run has several of its kind. */
  title: string;
  result: RunResult;
  curves: ModelCurves;
  importance: ModelImportance;
  /** The threshold rule that the run asked for. */
  asked: ThresholdRule;
  /** The rule before the latest change on this page. */
  previous?: ThresholdRule;
}

/** A model as one curve of a chart. */
export interface DrawnModel extends Pick<ScoredModel, "title" | "result" | "curves"> {
  /** Named in the legend, but not drawn. */
  hidden?: boolean;
}
