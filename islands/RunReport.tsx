import { useSignal } from "@preact/signals";
import type { ScoredModel } from "../components/charts/scored_model.ts";
import { RunResults } from "../components/run/RunResults.tsx";
import type { Run } from "../lib/runs/types.ts";

interface RunReportProps {
  run: Run;
  models: ScoredModel[];
}

/** The results of a run; all figures follow when the threshold of a model changes. */
export function RunReport({ run, models }: RunReportProps) {
  const latest = useSignal(models);
  return (
    <RunResults
      run={{ ...run, results: latest.value.map(({ result }) => result) }}
      models={latest.value}
      onChange={(changed) => {
        latest.value = latest.value.map((model) =>
          model.result.model === changed.result.model ? changed : model
        );
      }}
    />
  );
}
