import { PrecisionRecallChart } from "../charts/PrecisionRecallChart.tsx";
import { RocChart } from "../charts/RocChart.tsx";
import type { ScoredModel } from "../../components/charts/scored_model.ts";

/** The curves of all models of a run, over each other. */
export function ModelComparison({ models }: { models: ScoredModel[] }) {
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
