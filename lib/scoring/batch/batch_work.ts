import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import { JobError } from "../../jobs/child.ts";
import type { JobEnd } from "../../jobs/job_end.ts";
import type { ManagedJob } from "../../jobs/managed_job.ts";
import type { JobRows, StoredWork } from "../../jobs/stored_jobs.ts";
import { begun, ended, interrupted } from "../../jobs/timed_row.ts";
import { fitModel, needsOf } from "../../models/fit_model.ts";
import type { BatchProgress, BatchResult } from "../../resources/batch.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import type { BatchRow, Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import type { ModelService } from "../model_service.ts";
import type { BatchModelSource } from "./batch_model.ts";
import type { BatchSpecification } from "./specification.ts";

/** Is told of batches that have ended; what it gives is written with the batch, or neither is. */
export type ScoredListener = (row: BatchRow) => () => void;

/** What batches do as stored jobs: score a dataset in a child process, and keep the scores. */
export class BatchWork implements StoredWork<BatchRow, BatchProgress, BatchResult> {
  readonly rows: JobRows<BatchRow>;
  readonly waiting: BatchProgress = { phase: "Waiting for its turn", fraction: 0 };
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: ModelService;
  readonly #memoryBytes: number;
  readonly #onScored: ScoredListener;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
    config: Config,
    onScored: ScoredListener = () => () => {},
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#memoryBytes = config.duckdbMemoryBytes;
    this.#onScored = onScored;
    this.rows = catalogue.batches;
  }

  titleOf(id: string): string {
    return `Batch ${id}`;
  }

  placesOf(id: string): string[] {
    return [this.#folder.batch(id)];
  }

  /** Tells of the reading of the file, until that has ended. */
  before({ request }: BatchRow, job: ManagedJob<BatchProgress>): Promise<void> | undefined {
    if (this.#datasets.get(request.dataset)?.status !== "ingesting") return undefined;
    return this.#datasets.channel(request.dataset)?.untilDone(job.signal, (data) => {
      const { progress } = data as { progress: BatchProgress | null };
      if (progress) job.report({ ...progress, phase: "Reading the file" });
    });
  }

  begin(row: BatchRow): BatchRow {
    return begun(row);
  }

  async work(row: BatchRow, job: ManagedJob<BatchProgress>): Promise<BatchResult> {
    job.report({ phase: "Starting", fraction: 0 });
    const result = await job.runChild<BatchResult>(
      new URL("./batch_child.ts", import.meta.url),
      await this.#specification(row, job),
    );
    for await (const { name } of Deno.readDir(job.staging)) {
      if (name !== "scores.parquet") await removeIfThere(join(job.staging, name));
    }
    await job.commit(this.#folder.batch(row.id));
    return result;
  }

  end(row: BatchRow, end: JobEnd<BatchResult>): BatchRow {
    return ended(row, end, end.state === "done" ? { result: end.result } : {});
  }

  alongside(row: BatchRow): () => void {
    return this.#onScored(row);
  }

  interrupt(row: BatchRow): BatchRow | null {
    return interrupted(row, "batch");
  }

  /** Where the models lie; a {@linkcode JobError} says why one cannot score the dataset. */
  async sources(ids: string[], profile: DatasetProfile): Promise<BatchModelSource[]> {
    return await Promise.all(ids.map(async (id, index): Promise<BatchModelSource> => {
      const model = this.#models.get(id);
      if (!model) throw new JobError("A model of this batch was deleted.");
      const { sequenceBy } = this.#catalogue.runs.get(model.run)!.request;
      const by = model.context ? sequenceBy : undefined;
      const fit = fitModel(profile, await this.#models.inputs(id), {
        ...needsOf(model),
        sequenceBy: by,
      });
      if (fit.misfit !== null) {
        const { misfit } = fit;
        throw new JobError(ids.length > 1 ? `Model ${index + 1}: ${misfit}` : misfit);
      }
      return {
        id,
        folder: this.#folder.model(model.run, id),
        threshold: model.threshold,
        ...(by !== undefined && { sequenceBy: by }),
        ...(fit.computed && { context: fit.computed }),
        mapped: fit.mapped,
        warnings: fit.warnings,
      };
    }));
  }

  async #specification(
    { request }: BatchRow,
    { staging }: ManagedJob<BatchProgress>,
  ): Promise<BatchSpecification> {
    const dataset = this.#datasets.get(request.dataset);
    if (dataset?.status === "failed") throw new JobError(`The file was not read: ${dataset.error}`);
    if (!dataset?.profile) throw new JobError("The dataset of this batch was deleted.");
    const { profile } = dataset;
    return {
      parquet: this.#folder.parquet(dataset.id),
      profile,
      rows: profile.rows,
      labelColumn: profile.labelColumn,
      labels: profile.labels,
      models: await this.sources(request.models, profile),
      explain: request.explain,
      staging,
      memoryBytes: this.#memoryBytes,
    };
  }
}
