import type { DatasetProgress } from "../resources/dataset.ts";
import { formatBytes } from "../base/format.ts";
import { describeTimeLeft } from "./time_left.ts";

/** How far a dataset has come, beside the bar: what is through, how fast, how long still. */
export function progressNote(progress: DatasetProgress | null): string {
  const timeLeft = describeTimeLeft(progress?.etaSeconds);
  if (!progress?.transfer) return timeLeft;
  const { bytes, total, bytesPerSecond } = progress.transfer;
  const speed = bytesPerSecond === undefined ? "" : `, ${formatBytes(bytesPerSecond)} per second`;
  return `${formatBytes(bytes)} of ${formatBytes(total)}${speed}. ${timeLeft}`;
}
