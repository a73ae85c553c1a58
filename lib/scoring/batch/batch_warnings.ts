/**
 * What a reader should know about what a model says about a batch.
 *
 * @module
 */
import { formatCount, formatShare } from "../../base/format.ts";
import type { ShiftCounter } from "../../learning/features/shifts.ts";
import { FEWEST_ROWS, MOST_FLAGGED } from "../../training/warnings/model_warnings.ts";
import { shiftWarnings } from "../../training/warnings/shift_warnings.ts";
import type { BatchLabel } from "../../resources/batch.ts";

/** Counts of one model. */
export interface JudgedBatch {
  /** Its place among the models. */
  index: number;
  /** Rows with a score. */
  rows: number;
  flagged: number;
  /** Empty without labels. */
  labels: BatchLabel[];
}

/** Sentences about values that training did not have and about a threshold that does not suit. */
export function batchWarnings(batch: JudgedBatch, shifts: Pick<ShiftCounter, "shifts">): string[] {
  return [
    ...(batch.rows >= FEWEST_ROWS ? shiftWarnings(shifts.shifts(), "records") : []),
    ...flagWarnings(batch),
  ];
}

function flagWarnings({ index, rows, flagged, labels }: JudgedBatch): string[] {
  const normal = labels.filter(({ attack }) => !attack);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const [found, of, called] = labels.length > 0
    ? [
      sum(normal.map((label) => label.flagged[index])),
      sum(normal.map(({ rows }) => rows)),
      "normal ",
    ]
    : [flagged, rows, ""];
  if (of >= FEWEST_ROWS && found > MOST_FLAGGED * of) {
    return [
      `It flags ${formatShare(found / of)} of the ${called}records. They differ from the normal ` +
      "records of training: check that the features and their units are the same, choose a higher " +
      "threshold, or retrain on such traffic.",
    ];
  }
  const attacks = sum(labels.filter(({ attack }) => attack).map(({ rows }) => rows));
  return flagged === 0 && attacks >= FEWEST_ROWS
    ? [
      `It flags no record, although ${formatCount(attacks)} of them are attacks. Choose a lower ` +
      "threshold or another model.",
    ]
    : [];
}
