import { PrecisionRecallChart } from "../components/charts/PrecisionRecallChart.tsx";
import { RocChart } from "../components/charts/RocChart.tsx";
import type { ScoredModel } from "../components/charts/scored_model.ts";

interface CompareChartsProps {
  models: Pick<ScoredModel, "title" | "result" | "curves">[];
}

/** The curves of models of any runs over each other. */
export function CompareCharts({ models }: CompareChartsProps) {
  return (
    <div class="grid-2">
      <div class="card">
        <RocChart models={models} />
      </div>
      <div class="card">
        <PrecisionRecallChart models={models} />
      </div>
    </div>
  );
}
