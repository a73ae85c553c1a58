import type { ModelSummary, Prediction } from "../../lib/resources/model.ts";
import type { InputRecord, ModelInput } from "../../lib/learning/features/input.ts";
import type { ModelCurves } from "../../lib/resources/run.ts";
import { ContributionChart } from "../charts/ContributionChart.tsx";
import { HistogramChart } from "../charts/HistogramChart.tsx";
import { ComparedRecord, typicalOf } from "./ComparedRecord.tsx";
import { CounterfactualTable } from "./CounterfactualTable.tsx";

/** A model of the page. */
export interface ShownModel {
  model: ModelSummary;
  title: string;
  inputs: ModelInput[];
  histogram: ModelCurves["histogram"];
  /** Its features, most important first; empty where that was not measured. */
  ranking: string[];
}

interface ModelAnswerProps {
  shown: ShownModel;
  record: InputRecord;
  prediction: Prediction;
  onTry: (feature: string, value: string | number) => void;
}

/** Explains one model's verdict on a record. */
export function ModelAnswer({ shown, record, prediction, onTry }: ModelAnswerProps) {
  const { model, inputs, histogram } = shown;
  return (
    <>
      <HistogramChart
        title="Score among the test records"
        caption="Where this record lies among the records that the model was tested on."
        histogram={histogram}
        threshold={prediction.threshold}
        labelled={model.metrics.confusion !== null}
        score={prediction.score}
      />
      <ContributionChart
        contributions={prediction.contributions}
        typical={(feature) => typicalOf(inputs, feature)}
      />
      {prediction.anomaly && <CounterfactualTable model={model} record={record} onTry={onTry} />}
      <ComparedRecord model={model} inputs={inputs} record={record} prediction={prediction} />
    </>
  );
}
