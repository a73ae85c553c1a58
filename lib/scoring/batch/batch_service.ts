/**
 * The batches of a server: asked for, queued, done in child processes, cancelled, deleted.
 *
 * @module
 */
import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import type { DatasetDetail, DatasetProfile } from "../../resources/dataset.ts";
import { type ChildJob, JobCancelled, JobError, startChild } from "../../jobs/child.ts";
import { JobChannel } from "../../jobs/channel.ts";
import { describeFailure } from "../../jobs/describe_failure.ts";
import { JobQueue } from "../../jobs/queue.ts";
import { fitModel } from "../../models/fit_model.ts";
import type { ModelService } from "../model_service.ts";
import type { BatchRow, Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import { deleteStored } from "../../store/delete_stored.ts";
import { newId } from "../../store/ids.ts";
import type { BatchModelSource } from "./batch_model.ts";
import { parseBatchRequest } from "./request.ts";
import type { BatchSpecification } from "./score_batch.ts";
import type { Batch, BatchProgress, BatchResult } from "../../resources/batch.ts";

/** Batches that may wait; more are refused. */
const MAX_WAITING = 100;

/** A batch that waits or goes on. */
interface ActiveBatch {
  channel: JobChannel;
  progress: BatchProgress;
  job: ChildJob<BatchResult> | null;
  /** Stops waiting for a dataset that is being read. */
  stopWaiting: () => void;
  isCancelled: boolean;
  finished: Promise<void>;
}

/** The batches of one server, one at a time. */
export class BatchService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: ModelService;
  readonly #config: Config;
  readonly #queue = new JobQueue(1);
  readonly #active = new Map<string, ActiveBatch>();

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
    config: Config,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#config = config;
  }

  /** All batches, newest first. */
  list(): Batch[] {
    return this.#catalogue.batches().map((row) => this.#withProgress(row));
  }

  /** One batch, or `null`. */
  get(id: string): Batch | null {
    const row = this.#catalogue.batch(id);
    return row && this.#withProgress(row);
  }

  /** Whether so many batches wait that no more are taken. */
  get isFull(): boolean {
    return this.#active.size > MAX_WAITING;
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
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {JobError} when a model cannot score the dataset
   */
  async start(body: unknown): Promise<Batch> {
    const request = parseBatchRequest(body, {
      findDataset: (id) => this.#datasets.get(id),
      findModel: (id) => this.#models.get(id),
    });
    const dataset = this.#datasets.get(request.dataset)!;
    if (dataset.profile) await this.#sources(request.models, dataset.profile);
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
    this.#catalogue.putBatch(row);
    this.#enqueue(row);
    return this.#withProgress(row);
  }

  /**
   * Ends a batch that waits or goes on; what it has made so far is removed.
   *
   * @returns `false` when it has ended already
   */
  async cancel(id: string): Promise<boolean> {
    const active = this.#active.get(id);
    if (!active) return false;
    active.isCancelled = true;
    active.stopWaiting();
    if (!this.#active.has(id)) return true;
    if (this.#queue.remove(id)) this.#finish(id, active, { status: "cancelled" });
    else {
      active.job?.cancel();
      await active.finished;
    }
    return true;
  }

  /** Deletes a batch; one that goes on is cancelled first. */
  async delete(id: string): Promise<void> {
    await this.cancel(id);
    await deleteStored(this.#catalogue, this.#folder, id, () => this.#catalogue.deleteBatch(id), [
      this.#folder.batch(id),
    ]);
  }

  /** Where a batch tells what happens; of one that has ended, only that. */
  channel(id: string): JobChannel | null {
    const active = this.#active.get(id);
    if (active) return active.channel;
    const row = this.#catalogue.batch(id);
    if (!row) return null;
    const channel = new JobChannel();
    channel.emit({ type: "done", data: { status: row.status, error: row.error } });
    return channel;
  }

  /** Whether a batch that waits or goes on reads the dataset. */
  uses(dataset: string): boolean {
    for (const id of this.#active.keys()) {
      if (this.#catalogue.batch(id)?.request.dataset === dataset) return true;
    }
    return false;
  }

  /** After a start: batches that were under way are interrupted, those that waited wait again. */
  resume(): void {
    for (const row of this.#catalogue.batches().reverse()) {
      if (row.status === "queued") this.#enqueue(row);
      if (row.status !== "running") continue;
      this.#catalogue.keepBatch({
        ...row,
        status: "interrupted",
        finishedAt: new Date().toISOString(),
        error: "The server stopped while this batch was under way. Start it again.",
      });
    }
  }

  #enqueue(row: BatchRow): void {
    const finished = Promise.withResolvers<void>();
    const active: ActiveBatch = {
      channel: new JobChannel(),
      progress: { phase: "Waiting for its turn", fraction: 0 },
      job: null,
      stopWaiting: () => {},
      isCancelled: false,
      finished: finished.promise,
    };
    this.#active.set(row.id, active);
    const begin = () =>
      this.#queue.add(row.id, async () => {
        await this.#work(row.id, active);
        finished.resolve();
      });
    if (this.#datasets.get(row.request.dataset)?.status === "ingesting") {
      this.#waitForDataset(row, active, begin);
    } else begin();
  }

  /** Tells of the reading of the file, and begins when it has ended. */
  #waitForDataset(row: BatchRow, active: ActiveBatch, begin: () => void): void {
    let hasBegun = false;
    const channel = this.#datasets.channel(row.request.dataset);
    const stop = channel?.listen(({ type, data }) => {
      if (type === "done") {
        hasBegun = true;
        return begin();
      }
      const { progress } = data as { progress: BatchProgress | null };
      if (progress) this.#report(active, "queued", { ...progress, phase: "Reading the file" });
    });
    active.stopWaiting = () => {
      stop?.();
      if (!hasBegun) this.#finish(row.id, active, { status: "cancelled" });
    };
  }

  async #work(id: string, active: ActiveBatch): Promise<void> {
    const queued = this.#catalogue.batch(id);
    if (!queued || active.isCancelled) return;
    try {
      const row: BatchRow = { ...queued, status: "running", startedAt: new Date().toISOString() };
      this.#catalogue.putBatch(row);
      this.#report(active, "running", { phase: "Starting", fraction: 0 });
      const specification = await this.#specification(row);
      if (active.isCancelled) throw new JobCancelled();
      active.job = startChild<BatchProgress, BatchResult>(
        new URL("./batch_child.ts", import.meta.url),
        specification,
        (progress) => this.#report(active, "running", progress),
      );
      const result = await active.job.result;
      await this.#keepScores(id);
      this.#finish(id, active, { status: "done", result });
    } catch (error) {
      await this.#folder.discard(id);
      if (error instanceof JobCancelled) this.#finish(id, active, { status: "cancelled" });
      else {
        this.#finish(id, active, {
          status: "failed",
          error: describeFailure(error, `Batch ${id}`),
        });
      }
    }
  }

  async #specification({ id, request }: BatchRow): Promise<BatchSpecification> {
    const dataset: DatasetDetail | null = this.#datasets.get(request.dataset);
    if (dataset?.status === "failed") throw new JobError(`The file was not read: ${dataset.error}`);
    if (!dataset?.profile) throw new JobError("The dataset of this batch was deleted.");
    const { profile } = dataset;
    return {
      parquet: this.#folder.parquet(dataset.id),
      rows: profile.rows,
      labelColumn: profile.labelColumn,
      labels: profile.labels,
      models: await this.#sources(request.models, profile),
      explain: request.explain,
      staging: this.#folder.staging(id),
      memoryBytes: this.#config.duckdbMemoryBytes,
    };
  }

  /** Where the models lie; a {@linkcode JobError} says why one cannot score the dataset. */
  async #sources(ids: string[], profile: DatasetProfile): Promise<BatchModelSource[]> {
    return await Promise.all(ids.map(async (id, index): Promise<BatchModelSource> => {
      const model = this.#models.get(id);
      if (!model) throw new JobError("A model of this batch was deleted.");
      const { sequenceBy } = this.#catalogue.run(model.run)!.request;
      const by = model.context ? sequenceBy : undefined;
      const fit = fitModel(profile, await this.#models.inputs(id), by, model.recordKind);
      if (fit.misfit !== null) {
        const { misfit } = fit;
        throw new JobError(ids.length > 1 ? `Model ${index + 1}: ${misfit}` : misfit);
      }
      return {
        id,
        folder: this.#folder.model(model.run, id),
        threshold: model.threshold,
        ...(by !== undefined && { sequenceBy: by }),
        mapped: fit.mapped,
        warnings: fit.warnings,
      };
    }));
  }

  /** Keeps the file alone; what it was made of goes. */
  async #keepScores(id: string): Promise<void> {
    const staging = this.#folder.staging(id);
    for await (const { name } of Deno.readDir(staging)) {
      if (name !== "scores.parquet") await removeIfThere(join(staging, name));
    }
    await this.#folder.commit(id, this.#folder.batch(id));
  }

  #report(active: ActiveBatch, status: Batch["status"], progress: BatchProgress): void {
    active.progress = progress;
    active.channel.emit({ type: "progress", data: { status, progress } });
  }

  #finish(id: string, active: ActiveBatch, change: Partial<BatchRow>): void {
    this.#active.delete(id);
    const row = this.#catalogue.batch(id);
    if (row) {
      this.#catalogue.keepBatch({ ...row, ...change, finishedAt: new Date().toISOString() });
    }
    active.channel.emit({
      type: "done",
      data: { status: change.status, error: change.error ?? null },
    });
  }

  #withProgress(row: BatchRow): Batch {
    return { ...row, progress: this.#active.get(row.id)?.progress ?? null };
  }
}
