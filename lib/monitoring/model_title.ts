import { detectorTitle } from "../detectors/titles.ts";
import type { ModelSummary } from "../resources/model.ts";

/** What alerts call a model: its detector and its run; its id where it was deleted. */
export function modelTitle(
  id: string,
  model: Pick<ModelSummary, "kind" | "runName"> | null,
): string {
  return model ? `${detectorTitle(model.kind)} of ${model.runName}` : id;
}
