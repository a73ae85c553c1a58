import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import type { RunComparison } from "../../lib/explain/comparison/types.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";

/** How the models of a run compare; asked again when a threshold changes. */
export function useComparison(run: string, models: ScoredModel[]): {
  comparison: ReadonlySignal<RunComparison | null>;
  failure: Signal<string | null>;
} {
  const comparison = useSignal<RunComparison | null>(null);
  const failure = useSignal<string | null>(null);
  const thresholds = models.map(({ result }) => JSON.stringify(result.threshold)).join();
  useEffect(() => {
    const leaving = new AbortController();
    failure.value = null;
    callApi<RunComparison>("GET", `/runs/${run}/comparison`, undefined, leaving.signal).then(
      (answer) => comparison.value = answer,
      (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
    );
    return () => leaving.abort();
  }, [run, thresholds]);
  return { comparison, failure };
}
