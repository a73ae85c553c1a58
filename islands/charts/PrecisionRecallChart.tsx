import type { ReadonlySignal } from "@preact/signals";
import type { Mark } from "./ChartMark.tsx";
import { CurveChart } from "./CurveChart.tsx";
import type { DrawnModel } from "../../components/charts/scored_model.ts";

interface PrecisionRecallChartProps {
  models: DrawnModel[];
  /** A point that moves over the curves. */
  mark?: ReadonlySignal<Mark | null>;
  /** Gets the place of a curve whose name in the legend is clicked. */
  onToggle?: (curve: number) => void;
}

export function PrecisionRecallChart({ models, mark, onToggle }: PrecisionRecallChartProps) {
  const curves = models.flatMap(({ title, result, curves: { pr }, hidden }) => {
    if (!pr) return [];
    const { precision, recall } = result.metrics;
    return [{
      title,
      hidden,
      area: result.metrics.prAuc,
      points: pr.recall.map((x, index) => ({ x, y: pr.precision[index] })),
      operatingPoint: precision === null || recall === null ? null : { x: recall, y: precision },
    }];
  });
  const confusion = models.find((model) => model.result.metrics.confusion)?.result.metrics
    .confusion;
  const share = confusion
    ? (confusion.tp + confusion.fn) /
      (confusion.tp + confusion.fn + confusion.fp + confusion.tn)
    : 0;
  return (
    <CurveChart
      title="Precision and recall"
      caption="Precision against recall at every threshold. Closer to the top right is better; the line of a random classifier is the share of attacks in the test data."
      xTitle="Recall"
      yTitle="Precision"
      curves={curves}
      mark={mark}
      onToggle={onToggle}
      chance={[{ x: 0, y: share }, { x: 1, y: share }]}
    />
  );
}
