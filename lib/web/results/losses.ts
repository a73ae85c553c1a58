/**
 * The losses of detectors in training, as events bring them and as a page that is opened late finds
 * them.
 *
 * @module
 */
import type { DetectorLosses } from "../../resources/run.ts";
import type { MetricEvent } from "../events.ts";

/** The losses with those of one more epoch; an epoch that is known already changes nothing. */
export function withEpoch(known: readonly DetectorLosses[], event: MetricEvent): DetectorLosses[] {
  const { kind, detector, epoch, loss, validationLoss } = event;
  const before: DetectorLosses = known.find((one) => one.detector === detector) ??
    { kind, detector, train: [], validation: [] };
  const after: DetectorLosses = {
    ...before,
    train: withValue(before.train, epoch - 1, loss),
    validation: validationLoss === null || validationLoss === undefined
      ? before.validation
      : withValue(before.validation, epoch - 1, validationLoss),
  };
  return [...known.filter((one) => one !== before), after]
    .sort((a, b) => a.detector - b.detector);
}

function withValue(values: readonly number[], index: number, value: number): number[] {
  const copy = [...values];
  copy[index] = value;
  return copy;
}
