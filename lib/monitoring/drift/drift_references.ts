import { join } from "node:path";
import { runRecords } from "../../datasets/context/run_records.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import type { ModelService } from "../../scoring/model_service.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import { replaceFile } from "../../store/durable.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import type { DriftReference } from "./feature_reference.ts";
import { trainingReference } from "./training_reference.ts";

/** Gives the distributions that models were trained on; each is computed once and kept beside its model. */
export class DriftReferences {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: ModelService;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
  }

  /** The distributions of a model's training, or why there are none. */
  async of(model: string): Promise<DriftReference | string> {
    const row = this.#catalogue.models.get(model);
    if (!row) return "The model was deleted.";
    const path = join(this.#folder.model(row.run, model), "drift.json");
    const kept = await readIfThere(path);
    if (kept) return kept;
    const run = this.#catalogue.runs.get(row.run);
    const dataset = run && this.#datasets.get(run.request.train);
    if (!dataset?.profile) {
      return "The training data no longer exists, so there is nothing to compare with.";
    }
    const columns = (await this.#models.inputs(model)).map(({ name, type }) => ({ name, type }));
    const parquet = runRecords(this.#folder, run!, "train");
    const reference = await trainingReference(
      parquet,
      dataset.profile,
      columns,
      this.#datasets.memoryBytes,
    );
    try {
      await replaceFile(path, JSON.stringify(reference));
    } catch (error) {
      // Without room for it, it is computed again next time.
      if (!storageFaultOf(error)) throw error;
      await removeIfThere(`${path}.new`).catch(() => {});
    }
    return reference;
  }
}

async function readIfThere(path: string): Promise<DriftReference | null> {
  try {
    const reference = JSON.parse(await Deno.readTextFile(path)) as DriftReference;
    return reference.version === 1 ? reference : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return null;
    throw error;
  }
}
