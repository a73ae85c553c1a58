/**
 * Which runs of the history a page shows; its address holds all of it.
 *
 * @module
 */
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";
import type { DetectorKind } from "../../detectors/detector.ts";
import type { Run, RunStatus } from "../../resources/run.ts";

/** Every status, in the order that a run goes through them. */
export const RUN_STATUSES: readonly RunStatus[] = [
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
  "interrupted",
];

/** What is asked for; `null` and empty: whatever it is. */
export interface RunFilter {
  status: RunStatus | null;
  /** A detector that is among those of the run. */
  kind: DetectorKind | null;
  /** Id of a dataset that the run trains or tests on. */
  dataset: string | null;
  /** Words that must all appear in the name, the notes or the names of the data. */
  text: string;
}

/** Reads a filter from an address; what it does not know is left out. */
export function parseRunFilter(query: URLSearchParams): RunFilter {
  return {
    status: RUN_STATUSES.find((status) => status === query.get("status")) ?? null,
    kind: DETECTOR_KINDS.find((kind) => kind === query.get("detector")) ?? null,
    dataset: query.get("dataset") || null,
    text: (query.get("text") ?? "").trim().slice(0, 200),
  };
}

/** Whether a filter leaves anything out. */
export function isFilterOn({ status, kind, dataset, text }: RunFilter): boolean {
  return status !== null || kind !== null || dataset !== null || text !== "";
}

/** The runs that a filter lets pass, in their order. */
export function filterRuns(runs: Run[], { status, kind, dataset, text }: RunFilter): Run[] {
  const words = text.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    const { train, test, detectors } = run.request;
    const content = [run.name, run.notes ?? "", run.trainName, run.testName ?? ""]
      .join("\n").toLocaleLowerCase("en");
    return (status === null || run.status === status) &&
      (kind === null || detectors.some((detector) => detector.kind === kind)) &&
      (dataset === null || train === dataset || test === dataset) &&
      words.every((word) => content.includes(word));
  });
}

/** The datasets that runs were made with, each under the name it had in the latest of them. */
export function datasetsOfRuns(runs: Run[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { request, trainName, testName, imported } of runs) {
    if (imported) continue;
    if (!names.has(request.train)) names.set(request.train, trainName);
    if (request.test !== undefined && !names.has(request.test)) {
      names.set(request.test, testName ?? request.test);
    }
  }
  return [...names].map(([id, name]) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
