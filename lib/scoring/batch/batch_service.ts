import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import { StoredJobs } from "../../jobs/stored_jobs.ts";
import type { Batch, BatchProgress, BatchResult } from "../../resources/batch.ts";
import type { BatchRow, Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { newId } from "../../store/ids.ts";
import type { ModelService } from "../model_service.ts";
import { BatchWork, type ScoredListener } from "./batch_work.ts";
import { parseBatchRequest } from "./request.ts";

/** The batches of one server, one at a time: asked for, queued, cancelled, deleted. */
export class BatchService extends StoredJobs<BatchRow, BatchProgress, BatchResult> {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: ModelService;
  readonly #work: BatchWork;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
    config: Config,
    onScored: ScoredListener,
  ) {
    const work = new BatchWork(catalogue, folder, datasets, models, config, onScored);
    super(folder, work, {
      mostWaiting: 100,
      retryAfterSeconds: 60,
      refusal: "Too many batches are already waiting. Try again later.",
    });
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#work = work;
  }

  /** All batches, newest first. */
  list(): Batch[] {
    return this.#catalogue.batches.list().map((row) => this.withProgress(row));
  }

  /** One batch, or `null`. */
  get(id: string): Batch | null {
    const row = this.#catalogue.batches.get(id);
    return row && this.withProgress(row);
  }

  /** The file with the scores of a batch that is done. */
  scores(id: string): string {
    return join(this.#folder.batch(id), "scores.parquet");
  }

  /** The records of the dataset of a batch; `null` where it was deleted. */
  records({ request }: Batch): string | null {
    return this.#datasets.get(request.dataset)?.profile
      ? this.#folder.parquet(request.dataset)
      : null;
  }

  /**
   * Starts a batch, or queues it. Of a dataset that is still being read it waits for the end.
   *
   * @param body what was asked for, not checked yet
   * @throws {BusyError} when too many batches wait
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {JobError} when a model cannot score the dataset
   */
  async start(body: unknown): Promise<Batch> {
    this.refuseWhenFull();
    const request = parseBatchRequest(body, {
      findDataset: (id) => this.#datasets.get(id),
      findModel: (id) => this.#models.get(id),
    });
    const dataset = this.#datasets.get(request.dataset)!;
    if (dataset.profile) await this.#work.sources(request.models, dataset.profile);
    const row: BatchRow = {
      id: newId("batch"),
      name: request.name,
      status: "queued",
      request,
      datasetName: dataset.name,
      createdAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
      error: null,
      result: null,
    };
    this.enqueue(row);
    return this.withProgress(row);
  }

  /** Whether a queued or running batch reads the dataset. */
  uses(dataset: string): boolean {
    return this.underWay().some(({ request }) => request.dataset === dataset);
  }
}
