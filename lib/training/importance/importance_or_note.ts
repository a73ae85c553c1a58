import type { ModelImportance } from "../../resources/importance.ts";
import { failureReason } from "../failure_reason.ts";

/**
 * Measures importance, or says why it could not be measured: a model is none the worse for that.
 *
 * @param warn gets the reason of a failure, as a sentence
 */
export async function importanceOrNote(
  measure: () => Promise<ModelImportance>,
  warn: (note: string) => void,
): Promise<ModelImportance> {
  try {
    return await measure();
  } catch (error) {
    const note = `The importance of features could not be measured: ${failureReason(error)}`;
    warn(note);
    return { permutation: null, explanation: null, notes: [note] };
  }
}
