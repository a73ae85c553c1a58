import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ScoredModel } from "../components/charts/scored_model.ts";
import { RunResults } from "./run/RunResults.tsx";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import type { Run } from "../lib/resources/run.ts";

/** What a report shows. */
export interface RunReportProps {
  run: Omit<Run, "request">;
  request: JsonText<Run["request"]>;
  models: ScoredModel[];
  /** Category of attack by label, where it is known. */
  categories: Record<string, string>;
}

/** The results of a run; all metrics follow when the threshold of a model changes. */
export function RunReport({ run, request, models, categories }: RunReportProps) {
  const latest = useSignal(models);
  const asked = useMemo(() => fromJsonText(request), [request]);
  return (
    <RunResults
      run={{ ...run, request: asked, results: latest.value.map(({ result }) => result) }}
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
