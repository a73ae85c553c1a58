import type { ReadonlySignal } from "@preact/signals";
import type { Mark } from "./ChartMark.tsx";
import { CurveChart } from "./CurveChart.tsx";
import type { DrawnModel } from "../../components/charts/scored_model.ts";

interface RocChartProps {
  models: DrawnModel[];
  /** A point that moves over the curves. */
  mark?: ReadonlySignal<Mark | null>;
  /** Gets the place of a curve whose name in the legend is clicked. */
  onToggle?: (curve: number) => void;
}

export function RocChart({ models, mark, onToggle }: RocChartProps) {
  const curves = models.flatMap(({ title, result, curves: { roc }, hidden }) => {
    if (!roc) return [];
    const confusion = result.metrics.confusion;
    return [{
      title,
      hidden,
      area: result.metrics.rocAuc,
      points: roc.fpr.map((x, index) => ({ x, y: roc.tpr[index] })),
      operatingPoint: confusion && {
        x: confusion.fp / (confusion.fp + confusion.tn),
        y: confusion.tp / (confusion.tp + confusion.fn),
      },
    }];
  });
  return (
    <CurveChart
      title="ROC curve"
      caption="True vs false positive rate at every threshold. The dot marks the threshold in use; closer to the top left is better."
      xTitle="False positive rate"
      yTitle="Recall"
      curves={curves}
      mark={mark}
      onToggle={onToggle}
      chance={[{ x: 0, y: 0 }, { x: 1, y: 1 }]}
    />
  );
}
