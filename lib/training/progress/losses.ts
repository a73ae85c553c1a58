import type { DetectorLosses, RunProgress } from "../../resources/run.ts";

/** Digits that a drawing can use. */
const DIGITS = 6;

/**
 * Adds an epoch that has ended to the losses of its detector.
 *
 * @param losses of all detectors of a run so far; changed
 * @param progress of the epoch; without a loss nothing is added
 */
export function addEpoch(losses: DetectorLosses[], progress: RunProgress): void {
  const { kind, detector, loss, validationLoss } = progress;
  if (kind === undefined || detector === undefined || loss === undefined) return;
  let entry = losses.find((each) => each.detector === detector);
  if (!entry) losses.push(entry = { kind, detector, train: [], validation: [] });
  entry.train.push(rounded(loss));
  if (validationLoss !== undefined) entry.validation.push(rounded(validationLoss));
}

function rounded(loss: number): number {
  return Number(loss.toPrecision(DIGITS));
}
