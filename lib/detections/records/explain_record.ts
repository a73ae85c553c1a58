import { formatNumber } from "../../base/format.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import { InvalidRecordError } from "../../learning/features/record_matrix.ts";
import type { Prediction } from "../../resources/model.ts";

/** Who says what raised a score; see `ModelService.explain()`. */
export interface RecordExplainer {
  has(id: string): boolean;
  explain(id: string, record: InputRecord): Promise<Prediction>;
}

/** The feature that raised the score of a record most, and its value; `null` where none is known. */
export async function explainRecord(
  explainer: RecordExplainer,
  model: string,
  record: InputRecord,
): Promise<string | null> {
  if (!explainer.has(model)) return null;
  try {
    const { contributions } = await explainer.explain(model, record);
    const top = contributions.find(({ weight }) => weight > 0);
    return top ? `${top.feature}: ${describeValue(record[top.feature])}` : null;
  } catch (error) {
    // A model may take a gap in training that a single record must not have.
    if (error instanceof InvalidRecordError) return null;
    throw error;
  }
}

function describeValue(value: InputRecord[string] | undefined): string {
  if (value === null || value === undefined || value === "") return "missing";
  return typeof value === "number" ? formatNumber(value) : String(value);
}
