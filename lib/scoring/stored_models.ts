import type { RunResult } from "../resources/run.ts";
import type { ModelSummary } from "../resources/model.ts";
import type { ReviewedModel } from "../explain/review/review.ts";
import type { Catalogue, ModelRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";

/** The trained models of a server as they are stored: what they are, and where they lie. */
export class StoredModels {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;

  constructor(catalogue: Catalogue, folder: DataFolder) {
    this.#catalogue = catalogue;
    this.#folder = folder;
  }

  /** All models, newest first. */
  list(): ModelSummary[] {
    return this.#catalogue.models.list().flatMap((row) => this.#summary(row) ?? []);
  }

  /** One model, or `null`. */
  get(id: string): ModelSummary | null {
    const row = this.#catalogue.models.get(id);
    return row && this.#summary(row);
  }

  /** Whether there is such a model; quicker than to get it. */
  has(id: string): boolean {
    return this.#catalogue.models.runOf(id) !== null;
  }

  /**
   * The id of the run that made a model.
   *
   * @throws {Deno.errors.NotFound} where there is no such model
   */
  runOf(id: string): string {
    const run = this.#catalogue.models.runOf(id);
    if (run === null) throw new Deno.errors.NotFound(`There is no model "${id}".`);
    return run;
  }

  /**
   * The folder of a model's bundle.
   *
   * @throws {Deno.errors.NotFound} where there is no such model
   */
  folderOf(id: string): string {
    return this.#folder.model(this.runOf(id), id);
  }

  /**
   * The threshold that a model has now: the catalogue is the only place that says it.
   *
   * @throws {Deno.errors.NotFound} where there is no such model
   */
  thresholdOf(id: string): RunResult["threshold"] {
    const row = this.#catalogue.models.get(id);
    if (!row) throw new Deno.errors.NotFound(`There is no model "${id}".`);
    return row.result.threshold;
  }

  /**
   * A model with the folder of its run.
   *
   * @throws {Deno.errors.NotFound} where there is no such model
   */
  reviewed(id: string): ReviewedModel & { run: string } {
    return {
      run: this.#folder.run(this.runOf(id)),
      folder: this.folderOf(id),
      threshold: this.thresholdOf(id),
    };
  }

  #summary({ id, run: runId, createdAt, result }: ModelRow): ModelSummary | null {
    const run = this.#catalogue.runs.get(runId);
    if (!run) return null;
    return {
      ...result,
      id,
      run: runId,
      runName: run.name,
      createdAt,
      seed: run.request.seed,
      features: run.data?.features ?? [],
      ...(run.data?.recordKind && { recordKind: run.data.recordKind }),
      ...(run.request.context && { contextFeatures: run.request.context }),
    };
  }
}
