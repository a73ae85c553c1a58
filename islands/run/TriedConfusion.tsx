import type { ReadonlySignal } from "@preact/signals";
import type { ThresholdMetrics } from "../../lib/web/results/threshold_steps.ts";
import { ConfusionMatrix } from "../../components/run/ConfusionMatrix.tsx";

interface TriedConfusionProps {
  metrics: ReadonlySignal<ThresholdMetrics>;
  tried: ReadonlySignal<number | null>;
}

/** The confusion matrix of the threshold that is tried. */
export function TriedConfusion({ metrics, tried }: TriedConfusionProps) {
  const { confusion } = metrics.value;
  return confusion && <ConfusionMatrix confusion={confusion} tried={tried.value !== null} />;
}
