/**
 * The importance of features as the HTTP API and the pages show it.
 *
 * @module
 */
import type { FeatureImportance } from "../detectors/importance/importance.ts";
import type { PermutationImportance } from "../detectors/importance/permutation_importance.ts";

/** How important each feature is to a model, measured on records of its test. */
export interface ModelImportance {
  /** What the model loses without a feature; `null` where it was not measured. */
  permutation: (PermutationImportance & { repeats: number }) | null;
  /** What the model's own explanations speak of; `null` where it was not measured. */
  explanation: { rows: number; features: FeatureImportance[] } | null;
  /** Why something was not measured, in sentences. */
  notes: string[];
}
