import type { ModelCurves, RunResult } from "../../lib/runs/types.ts";

/** A model of a run as a report shows it. */
export interface ReportModel {
  title: string;
  result: RunResult;
  curves: ModelCurves;
}
