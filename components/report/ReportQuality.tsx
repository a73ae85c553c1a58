import type { ReportModel } from "./report_model.ts";
import { ReportCurves } from "./ReportCurves.tsx";

/** ROC and precision-recall curves of all models. */
export function ReportQuality({ models }: { models: ReportModel[] }) {
  return (
    <section class="charts">
      <ReportCurves
        title="ROC curve"
        caption="True vs false positive rate at every threshold. The dot marks the threshold in use."
        xTitle="False positive rate"
        yTitle="Recall"
        curves={models.flatMap(({ title, result, curves: { roc } }) =>
          roc
            ? [{
              title,
              area: result.metrics.rocAuc,
              x: roc.fpr,
              y: roc.tpr,
              point: rocPoint(result.metrics.confusion),
            }]
            : []
        )}
      />
      <ReportCurves
        title="Precision-recall curve"
        caption="Precision against recall at every threshold."
        xTitle="Recall"
        yTitle="Precision"
        curves={models.flatMap(({ title, result, curves: { pr } }) =>
          pr
            ? [{
              title,
              area: result.metrics.prAuc,
              x: pr.recall,
              y: pr.precision,
              point: precisionPoint(result.metrics),
            }]
            : []
        )}
      />
    </section>
  );
}

type Metrics = ReportModel["result"]["metrics"];

function rocPoint(confusion: Metrics["confusion"]) {
  if (!confusion) return null;
  const { tn, fp, fn, tp } = confusion;
  return { x: fp / (fp + tn), y: tp / (tp + fn) };
}

function precisionPoint({ precision, recall }: Metrics) {
  return precision === null || recall === null ? null : { x: recall, y: precision };
}
