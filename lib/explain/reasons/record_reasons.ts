import { readRecords } from "../../datasets/records.ts";
import type { FeatureContribution } from "../../learning/features/input.ts";
import { type RecordExplainer, recordReasons } from "./explain_record.ts";

/** Reasons that a record has. */
const MOST_REASONS = 3;

/** A record with what raised its score. */
export interface ExplainedRecord {
  /** All columns of the dataset by name. */
  record: Record<string, string | number | null>;
  /** Largest first; empty where they are not known. */
  reasons: FeatureContribution[];
}

/**
 * Reads records of a dataset and says about each what raised the score that a model gives it.
 *
 * @param model id of the model
 * @param rowNumbers counted from 0
 * @returns in the order of `rowNumbers`
 */
export async function explainRecords(
  explainer: RecordExplainer,
  model: string,
  parquet: string,
  rowNumbers: number[],
  memoryBytes: number,
): Promise<ExplainedRecord[]> {
  const { columns, rows } = await readRecords(parquet, { rowNumbers }, memoryBytes);
  const ascending = rowNumbers.toSorted((a, b) => a - b);
  const explained: ExplainedRecord[] = [];
  for (const rowNumber of rowNumbers) {
    const values = rows[ascending.indexOf(rowNumber)];
    const record = Object.fromEntries(columns.map((name, column) => [name, values[column]]));
    explained.push({
      record,
      reasons: await recordReasons(explainer, model, record, MOST_REASONS),
    });
  }
  return explained;
}
