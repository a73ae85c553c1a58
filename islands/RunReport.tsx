import { useSignal } from "@preact/signals";
import type { ScoredModel } from "../components/charts/scored_model.ts";
import { RunResults } from "../components/run/RunResults.tsx";
import type { Run } from "../lib/runs/types.ts";

interface RunReportProps {
  run: Run;
  models: ScoredModel[];
  /** Category of attack by label, where it is known. */
  categories: Record<string, string>;
}

/** The results of a run; all figures follow when the threshold of a model changes. */
export function RunReport({ run, models, categories }: RunReportProps) {
  const latest = useSignal(models);
  return (
    <RunResults
      run={{ ...run, results: latest.value.map(({ result }) => result) }}
      models={latest.value}
      categories={categories}
      onChange={(changed) => {
        latest.value = latest.value.map((model) =>
          model.result.model === changed.result.model ? changed : model
        );
      }}
    />
  );
}
