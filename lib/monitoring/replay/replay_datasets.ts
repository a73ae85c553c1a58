import type { ReplayDataset } from "./replay_dataset.ts";
import type { DatasetDetail } from "../../resources/dataset.ts";
import { fitModel, type ModelNeeds } from "../../models/fit_model.ts";
import type { ModelInput } from "../../learning/features/input.ts";

/** Datasets that a model can score. */
export function replayDatasets(
  datasets: DatasetDetail[],
  inputs: ModelInput[],
  needs: ModelNeeds,
): ReplayDataset[] {
  return datasets.flatMap(({ id, name, profile }) => {
    if (!profile || fitModel(profile, inputs, needs).misfit !== null) return [];
    const timeColumns = profile.columns.filter(({ role }) => role === "timestamp")
      .map((column) => column.name);
    return [{ id, name, rows: profile.rows, timeColumns }];
  });
}

/** A record that a model takes: usual numbers and frequent words. */
export function exampleRecord(inputs: ModelInput[]): Record<string, string | number> {
  return Object.fromEntries(
    inputs.map((input) => [
      input.name,
      input.type === "categorical"
        ? input.categories[0] ?? ""
        : input.integer
        ? Math.round(input.mean)
        : Number(input.mean.toPrecision(4)),
    ]),
  );
}
