import { HistogramChart } from "./charts/HistogramChart.tsx";
import type { BatchModel } from "../lib/resources/batch.ts";

interface BatchHistogramsProps {
  models: BatchModel[];
  titles: string[];
  labelled: boolean;
}

/** How the scores of each model are spread. */
export function BatchHistograms({ models, titles, labelled }: BatchHistogramsProps) {
  return (
    <div class="grid-2">
      {models.map(({ model, histogram, threshold }, index) => (
        <section class="card" key={model} aria-label={`Scores of ${titles[index]}`}>
          <HistogramChart
            title={`Scores of ${titles[index]}`}
            caption="The rows of the file, over the range of the scores in the model's test."
            histogram={histogram}
            threshold={threshold.value}
            labelled={labelled}
          />
        </section>
      ))}
    </div>
  );
}
