import type { ModelCurves, RunResult } from "../../lib/resources/run.ts";

/** A model of a run as a report shows it. */
export interface ReportModel {
  title: string;
  result: RunResult;
  curves: ModelCurves;
}
