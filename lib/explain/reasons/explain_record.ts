import { formatNumber } from "../../base/format.ts";
import type { FeatureContribution, InputRecord } from "../../learning/features/input.ts";
import { InvalidRecordError } from "../../learning/features/record_matrix.ts";
import type { Prediction } from "../../resources/model.ts";

/** Who says what raised a score; see `ModelService.explain()`. */
export interface RecordExplainer {
  has(id: string): boolean;
  explain(id: string, record: InputRecord): Promise<Prediction>;
}

/**
 * The features that raised the score of a record, those that did so most first.
 *
 * @param model id of the model
 * @param most number of features
 * @returns nothing where the model was deleted or cannot say
 */
export async function recordReasons(
  explainer: RecordExplainer,
  model: string,
  record: InputRecord,
  most: number,
): Promise<FeatureContribution[]> {
  if (!explainer.has(model)) return [];
  try {
    const { contributions } = await explainer.explain(model, record);
    return contributions.filter(({ weight }) => weight > 0).slice(0, most);
  } catch (error) {
    // A model may take a gap in training that a single record must not have.
    if (error instanceof InvalidRecordError) return [];
    throw error;
  }
}

/** The feature that raised the score of a record most, and its value; `null` where none is known. */
export async function explainRecord(
  explainer: RecordExplainer,
  model: string,
  record: InputRecord,
): Promise<string | null> {
  const [top] = await recordReasons(explainer, model, record, 1);
  return top ? describeReason(top, record) : null;
}

/** A feature with its value, as the record has it. */
export function describeReason(
  { feature, value }: Pick<FeatureContribution, "feature" | "value">,
  record: InputRecord,
): string {
  return `${feature}: ${describeValue(record[feature] ?? value)}`;
}

function describeValue(value: InputRecord[string] | undefined): string {
  if (value === null || value === undefined || value === "") return "missing";
  return typeof value === "number" ? formatNumber(value) : String(value);
}
