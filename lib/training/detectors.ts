/**
 * What became of each detector of a run.
 *
 * @module
 */
import { modelTitles } from "../detectors/titles.ts";
import type { DetectorFailure, DetectorRequest, Run, RunResult } from "../resources/run.ts";

/** A detector of a run that became a model. */
export interface TrainedDetector {
  title: string;
  asked: DetectorRequest;
  result: RunResult;
}

/** A detector of a run that failed. */
export interface FailedDetector {
  title: string;
  failure: DetectorFailure;
}

type RunParts = Pick<Run, "request" | "results" | "failures">;

/** The models of a run with their titles, in the order of the request. */
export function trainedDetectors({ request, results, failures = [] }: RunParts): TrainedDetector[] {
  const failed = new Set(failures.map(({ detector }) => detector));
  const titles = modelTitles(request.detectors.map(({ kind }) => kind));
  const places = request.detectors.flatMap((_, index) => failed.has(index) ? [] : [index]);
  return results.map((result, i) => ({
    title: titles[places[i]],
    asked: request.detectors[places[i]],
    result,
  }));
}

/** The detectors of a run that failed, in the order of the request. */
export function failedDetectors(
  { request, failures = [] }: Pick<RunParts, "request" | "failures">,
): FailedDetector[] {
  const titles = modelTitles(request.detectors.map(({ kind }) => kind));
  return failures.map((failure) => ({ title: titles[failure.detector], failure }));
}

/** An entry of `results` in the API: a model, or what a failed detector was asked for and why. */
export type ResultEntry = RunResult | DetectorRequest & { error: string };

/** A run as the API shows it: `results` has an entry for each detector, failed ones with `error`. */
export function describeRun({ failures = [], ...run }: Run): Omit<Run, "results" | "failures"> & {
  results: ResultEntry[];
} {
  const results: ResultEntry[] = [...run.results];
  for (const { detector, error } of failures) {
    results.splice(detector, 0, { ...run.request.detectors[detector], error });
  }
  return { ...run, warnings: allWarnings({ ...run, failures }), results };
}

/** What a reader should know about a run and about each of its models. */
export function allWarnings(run: RunParts & Pick<Run, "warnings">): string[] {
  return [
    ...run.warnings,
    ...trainedDetectors(run).flatMap(({ title, result: { warnings = [] } }) =>
      warnings.map((sentence) => `${title}: ${sentence}`)
    ),
  ];
}

/** Why a run has no model: one reason, or one for each detector. */
export function failureOf(request: Run["request"], failures: DetectorFailure[]): string {
  const reasons = failedDetectors({ request, failures })
    .map(({ title, failure }) => `${title}: ${failure.error}`);
  return reasons.length === 1 ? reasons[0] : `No detector succeeded. ${reasons.join(" ")}`;
}
