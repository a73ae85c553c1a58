import { readRecords } from "../../datasets/records.ts";
import type { FeatureContribution, InputRecord } from "../../learning/features/input.ts";
import { InvalidRecordError } from "../../learning/features/record_matrix.ts";
import type { ModelSummary } from "../../resources/model.ts";
import type { JudgingModels } from "../models.ts";

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
 * @param rowNumbers counted from 0
 * @returns in the order of `rowNumbers`
 */
export async function explainRecords(
  models: JudgingModels,
  { id, features }: Pick<ModelSummary, "id" | "features">,
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
    const input = Object.fromEntries(features.map((name) => [name, record[name] ?? null]));
    explained.push({ record, reasons: await reasonsOf(models, id, input) });
  }
  return explained;
}

async function reasonsOf(
  models: JudgingModels,
  id: string,
  record: InputRecord,
): Promise<FeatureContribution[]> {
  try {
    const { contributions } = await models.explain(id, record);
    return contributions.filter(({ weight }) => weight > 0).slice(0, MOST_REASONS);
  } catch (error) {
    // A model may take a gap in training that a single record must not have.
    if (error instanceof InvalidRecordError) return [];
    throw error;
  }
}
