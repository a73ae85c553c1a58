import type { ReadonlySignal } from "@preact/signals";
import type { ThresholdFigures } from "../../lib/web/results/threshold_steps.ts";
import { ConfusionMatrix } from "../../components/run/ConfusionMatrix.tsx";

interface TriedConfusionProps {
  figures: ReadonlySignal<ThresholdFigures>;
  tried: ReadonlySignal<number | null>;
}

/** The confusion matrix of the threshold that is tried. */
export function TriedConfusion({ figures, tried }: TriedConfusionProps) {
  const { confusion } = figures.value;
  return confusion && <ConfusionMatrix confusion={confusion} tried={tried.value !== null} />;
}
