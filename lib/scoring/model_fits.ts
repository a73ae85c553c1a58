import { PromiseCache } from "../base/lru_cache.ts";
import { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { ModelInput } from "../learning/features/input.ts";
import { readBundle } from "../models/bundle.ts";
import { fitModel, needsOf } from "../models/fit_model.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import type { ModelFit } from "../resources/model.ts";
import { contextNames } from "../learning/context/context_features.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { StoredModels } from "./stored_models.ts";

/** Models whose features are remembered. */
const KEPT_MODELS = 500;

/** Which models can score a dataset. */
export class ModelFits {
  readonly #catalogue: Catalogue;
  readonly #models: StoredModels;
  readonly #inputs = new PromiseCache<ModelInput[]>(KEPT_MODELS);

  constructor(catalogue: Catalogue, models: StoredModels) {
    this.#catalogue = catalogue;
    this.#models = models;
  }

  /** All models, newest first, each with what it lacks, if anything. */
  async of(profile: DatasetProfile): Promise<ModelFit[]> {
    return await Promise.all(
      this.#models.list().map(async (model): Promise<ModelFit> => {
        const folder = this.#models.folderOf(model.id);
        const inputs = await this.#inputs.get(folder, () => readInputs(folder));
        const { sequenceBy } = this.#catalogue.runs.get(model.run)!.request;
        const by = model.context ? sequenceBy : undefined;
        const fit = fitModel(profile, inputs, { ...needsOf(model), sequenceBy: by });
        const { id, kind, runName } = model;
        if (fit.misfit !== null) {
          const { misfit: reason, missing } = fit;
          return {
            model: id,
            kind,
            runName,
            fits: false,
            reason,
            missing,
            mapped: [],
            computed: [],
          };
        }
        const computed = fit.computed ? contextNames(fit.computed) : [];
        return {
          ...{ model: id, kind, runName, fits: true, reason: null, missing: [] },
          mapped: fit.mapped,
          computed: inputs.map(({ name }) => name).filter((name) => computed.includes(name)),
        };
      }),
    );
  }
}

/** The features of a model, without what it takes to score. */
async function readInputs(folder: string): Promise<ModelInput[]> {
  return FeaturePipeline.fromJSON((await readBundle(folder)).pipeline).inputs();
}
