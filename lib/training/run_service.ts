/**
 * The training runs of a server: asked for, queued, done in child processes, cancelled, repeated,
 * deleted.
 *
 * @module
 */
import type { Config } from "../base/config.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import type { DatasetDetail } from "../resources/dataset.ts";
import { type ChildJob, ChildLost, JobCancelled, JobError, startChild } from "../jobs/child.ts";
import { JobChannel } from "../jobs/channel.ts";
import { describeFailure } from "../jobs/describe_failure.ts";
import { JobQueue } from "../jobs/queue.ts";
import type { Catalogue, RunRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { deleteStored } from "../store/delete_stored.ts";
import { newId } from "../store/ids.ts";
import type { RunChange } from "./request/change.ts";
import { parseRunRequest } from "./request/request.ts";
import { failureOf } from "./detectors.ts";
import type { RunDataset, RunOutcome, RunSpecification } from "./request/specification.ts";
import { addEpoch } from "./progress/losses.ts";
import { type TrainedModel, trainedModelsOf } from "./request/trained_members.ts";
import type {
  DetectorFailure,
  DetectorLosses,
  Run,
  RunProgress,
  RunRequest,
} from "../resources/run.ts";

/** A run that waits or goes on. */
interface ActiveRun {
  channel: JobChannel;
  progress: RunProgress;
  losses: DetectorLosses[];
  job: ChildJob<RunOutcome> | null;
  finished: Promise<void>;
}

/** The training runs of one server. */
export class RunService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #config: Config;
  readonly #queue: JobQueue;
  readonly #active = new Map<string, ActiveRun>();

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    config: Config,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#config = config;
    this.#queue = new JobQueue(config.maxRuns);
  }

  /** All runs, newest first. */
  list(): Run[] {
    return this.#catalogue.runs().map((row) => this.#withProgress(row));
  }

  /** One run, with the losses of its epochs while it goes on, or `null`. */
  get(id: string): Run | null {
    const row = this.#catalogue.run(id);
    if (!row) return null;
    const run = this.#withProgress(row);
    const losses = this.#active.get(id)?.losses ?? [];
    return run.progress && losses.length > 0
      ? { ...run, progress: { ...run.progress, losses } }
      : run;
  }

  /** Whether so many runs wait that no more are taken. */
  get isFull(): boolean {
    return this.#queue.waiting >= this.#config.maxQueuedRuns;
  }

  /**
   * Starts a run, or queues it.
   *
   * @param body what was asked for, not checked yet
   * @throws {z.ZodError} with the path of each field that is wrong
   */
  start(body: unknown): Run {
    const request = parseRunRequest(
      body,
      (id) => this.#datasets.get(id),
      (id) => this.#trainedModel(id),
    );
    const row: RunRow = {
      id: newId("run"),
      name: request.name,
      status: "queued",
      request,
      trainName: this.#datasets.get(request.train)!.name,
      testName: request.test === undefined ? null : this.#datasets.get(request.test)!.name,
      createdAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
      error: null,
      warnings: [],
      data: null,
      results: [],
    };
    this.#catalogue.putRun(row);
    this.#enqueue(row);
    return this.#withProgress(row);
  }

  /**
   * Gives a run another name or other notes; what is left out stays as it is.
   *
   * @returns the run, or `null` where there is none
   */
  amend(id: string, { name, notes }: RunChange): Run | null {
    const row = this.#catalogue.run(id);
    if (!row) return null;
    this.#catalogue.putRun({
      ...row,
      ...(name === undefined ? {} : { name }),
      ...(notes === undefined ? {} : { notes: notes === "" ? undefined : notes }),
    });
    return this.get(id);
  }

  /**
   * Ends a run that waits or goes on; what it has made so far is removed.
   *
   * @returns `false` when it has ended already
   */
  async cancel(id: string): Promise<boolean> {
    const active = this.#active.get(id);
    if (!active) return false;
    if (this.#queue.remove(id)) {
      this.#finish(id, active, { status: "cancelled" });
      return true;
    }
    active.job?.cancel();
    await active.finished;
    return true;
  }

  /** Deletes a run and its models; one that goes on is cancelled first. */
  async delete(id: string): Promise<void> {
    await this.cancel(id);
    await deleteStored(this.#catalogue, this.#folder, id, () => this.#catalogue.deleteRun(id), [
      this.#folder.run(id),
    ]);
  }

  /** Where a run tells what happens; of one that has ended, only that. */
  channel(id: string): JobChannel | null {
    const active = this.#active.get(id);
    if (active) return active.channel;
    const row = this.#catalogue.run(id);
    if (!row) return null;
    const channel = new JobChannel();
    channel.emit({ type: "done", data: { status: row.status, error: row.error } });
    return channel;
  }

  /** Whether a run that waits or goes on reads the dataset. */
  uses(dataset: string): boolean {
    for (const id of this.#active.keys()) {
      const request = this.#catalogue.run(id)?.request;
      if (request?.train === dataset || request?.test === dataset) return true;
    }
    return false;
  }

  /** After a start: runs that were under way are interrupted, runs that waited wait again. */
  resume(): void {
    for (const row of this.#catalogue.runsOfStatus("running")) {
      this.#catalogue.keepRun({
        ...row,
        status: "interrupted",
        finishedAt: new Date().toISOString(),
        error: "The server stopped while this run was under way. Start it again.",
      });
    }
    for (const row of this.#catalogue.runsOfStatus("queued")) this.#enqueue(row);
  }

  #enqueue(row: RunRow): void {
    const finished = Promise.withResolvers<void>();
    const active: ActiveRun = {
      channel: new JobChannel(),
      progress: { phase: "Waiting for its turn", fraction: 0 },
      losses: [],
      job: null,
      finished: finished.promise,
    };
    this.#active.set(row.id, active);
    this.#queue.add(row.id, async () => {
      await this.#work(row, active);
      finished.resolve();
    });
  }

  async #work(queued: RunRow, active: ActiveRun): Promise<void> {
    const { id } = queued;
    try {
      const row: RunRow = {
        // Its name and notes may have changed while it waited.
        ...this.#catalogue.run(id) ?? queued,
        status: "running",
        startedAt: new Date().toISOString(),
      };
      this.#catalogue.putRun(row);
      const { failures, ...outcome } = await this.#train(row, active);
      const failed = failures.length > 0 ? { failures } : {};
      if (outcome.results.length === 0) {
        await this.#folder.discard(id);
        const error = failureOf(row.request, failures);
        this.#finish(id, active, { status: "failed", error, ...failed });
        return;
      }
      await this.#folder.commit(id, this.#folder.run(id));
      this.#finish(id, active, { status: "done", ...outcome, ...failed });
    } catch (error) {
      await this.#folder.discard(id);
      if (error instanceof JobCancelled) this.#finish(id, active, { status: "cancelled" });
      else {
        this.#finish(id, active, {
          status: "failed",
          error: describeFailure(error, `Run ${id}`),
        });
      }
    }
  }

  /** Trains in a child; a detector that ends the child costs only itself, the others go on. */
  async #train(row: RunRow, active: ActiveRun): Promise<RunOutcome> {
    const specification = this.#specification(row);
    const crashed: DetectorFailure[] = [];
    for (;;) {
      active.job = startChild<RunProgress, RunOutcome>(
        new URL("./run_child.ts", import.meta.url),
        { ...specification, crashed } satisfies RunSpecification,
        (progress) => this.#progressed(active, progress),
      );
      try {
        return await active.job.result;
      } catch (error) {
        const { detector } = active.progress;
        const known = crashed.some((each) => each.detector === detector);
        if (!(error instanceof ChildLost) || detector === undefined || known) throw error;
        crashed.push({ detector, error: error.message });
        active.progress = { ...active.progress, detector: undefined };
      }
    }
  }

  #specification({ id, request, createdAt }: RunRow): RunSpecification {
    return {
      request,
      train: this.#dataset(request.train),
      test: request.test === undefined ? null : this.#dataset(request.test),
      staging: this.#folder.staging(id),
      models: request.detectors.map(() => newId("model")),
      trained: this.#trainedFolders(request),
      createdAt,
      memoryBytes: this.#config.duckdbMemoryBytes,
    };
  }

  #trainedModel(id: string): TrainedModel | null {
    const model = this.#catalogue.model(id);
    const run = model && this.#catalogue.run(model.run);
    return run && { kind: model.result.kind, params: model.result.params, request: run.request };
  }

  #trainedFolders({ detectors }: RunRequest): Record<string, string> {
    const models = trainedModelsOf(detectors).flatMap((id) => this.#catalogue.model(id) ?? []);
    return Object.fromEntries(models.map(({ id, run }) => [id, this.#folder.model(run, id)]));
  }

  #dataset(id: string): RunDataset {
    const dataset: DatasetDetail | null = this.#datasets.get(id);
    if (!dataset?.profile) throw new JobError("A dataset of this run was deleted.");
    return { name: dataset.name, parquet: this.#folder.parquet(id), profile: dataset.profile };
  }

  #progressed(active: ActiveRun, progress: RunProgress): void {
    active.progress = progress;
    if (progress.epoch !== undefined) {
      const { kind, detector, epoch, epochs, loss, validationLoss } = progress;
      addEpoch(active.losses, progress);
      active.channel.emit({
        type: "metric",
        data: { kind, detector, epoch, epochs, loss, validationLoss },
      });
    }
    active.channel.emit({ type: "progress", data: { status: "running", progress } });
  }

  #finish(id: string, active: ActiveRun, change: Partial<RunRow>): void {
    this.#active.delete(id);
    const row = this.#catalogue.run(id);
    if (row) {
      this.#catalogue.keepRun({ ...row, ...change, finishedAt: new Date().toISOString() });
    }
    active.channel.emit({
      type: "done",
      data: { status: change.status, error: change.error ?? null },
    });
  }

  #withProgress(row: RunRow): Run {
    return { ...row, progress: this.#active.get(row.id)?.progress ?? null };
  }
}
