import type { Config } from "../base/config.ts";
import { ChildLostError, JobError } from "../jobs/child.ts";
import type { JobEnd } from "../jobs/job_end.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import type { JobRows, StoredWork } from "../jobs/stored_jobs.ts";
import { begun, ended, interrupted } from "../jobs/timed_row.ts";
import type { DetectorFailure, DetectorLosses, RunProgress, RunRequest } from "../resources/run.ts";
import type { Catalogue, RunRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import { failureOf } from "./detectors.ts";
import { addEpoch } from "./progress/losses.ts";
import type { RunDataset, RunOutcome, RunSpecification } from "./request/specification.ts";
import { trainedModelsOf } from "./request/trained_members.ts";

/** No detector of a run became a model. */
class NothingTrainedError extends JobError {
  constructor(message: string, readonly failures: DetectorFailure[]) {
    super(message);
  }
}

/** What training runs do as stored jobs: train in a child process, and keep the models. */
export class RunWork implements StoredWork<RunRow, RunProgress, RunOutcome> {
  readonly rows: JobRows<RunRow>;
  readonly waiting: RunProgress = { phase: "Waiting for its turn", fraction: 0 };
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #limits: Pick<RunSpecification, "memoryBytes" | "importanceMs">;
  readonly #losses = new WeakMap<ManagedJob<RunProgress>, DetectorLosses[]>();

  constructor(catalogue: Catalogue, folder: DataFolder, config: Config) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#limits = { memoryBytes: config.duckdbMemoryBytes, importanceMs: config.importanceMs };
    this.rows = catalogue.runs;
  }

  titleOf(id: string): string {
    return `Run ${id}`;
  }

  placesOf(id: string): string[] {
    return [this.#folder.run(id)];
  }

  begin(row: RunRow): RunRow {
    return begun(row);
  }

  async work(row: RunRow, job: ManagedJob<RunProgress>): Promise<RunOutcome> {
    const outcome = await this.#train(row, job);
    const { results, failures } = outcome;
    if (results.length === 0) {
      throw new NothingTrainedError(failureOf(row.request, failures), failures);
    }
    await job.commit(this.#folder.run(row.id));
    return outcome;
  }

  end(row: RunRow, end: JobEnd<RunOutcome>): RunRow {
    const { failures = [], ...outcome }: Partial<RunOutcome> = end.state === "done"
      ? end.result
      : end.state === "failed" && end.cause instanceof NothingTrainedError
      ? { failures: end.cause.failures }
      : {};
    return ended(row, end, { ...outcome, ...(failures.length > 0 && { failures }) });
  }

  interrupt(row: RunRow): RunRow | null {
    return interrupted(row, "run");
  }

  /** The losses of the epochs so far. */
  lossesOf(job: ManagedJob<RunProgress>): DetectorLosses[] {
    return this.#losses.get(job) ?? [];
  }

  /** Trains in a child; a detector that ends the child costs only itself, the others go on. */
  async #train(row: RunRow, job: ManagedJob<RunProgress>): Promise<RunOutcome> {
    const specification = this.#specification(row, job);
    const crashed: DetectorFailure[] = [];
    for (;;) {
      let detector: number | undefined;
      try {
        return await job.runChild<RunOutcome, RunProgress>(
          new URL("./run_child.ts", import.meta.url),
          { ...specification, crashed } satisfies RunSpecification,
          (progress) => {
            detector = progress.detector;
            this.#report(job, progress);
          },
        );
      } catch (error) {
        const known = crashed.some((each) => each.detector === detector);
        if (!(error instanceof ChildLostError) || detector === undefined || known) throw error;
        crashed.push({ detector, error: error.message });
      }
    }
  }

  #report(job: ManagedJob<RunProgress>, progress: RunProgress): void {
    const { kind, detector, epoch, epochs, loss, validationLoss } = progress;
    if (epoch !== undefined) {
      const losses = this.lossesOf(job);
      this.#losses.set(job, losses);
      addEpoch(losses, progress);
      const data = { kind, detector, epoch, epochs, loss, validationLoss };
      job.channel.emit({ type: "metric", data });
    }
    job.report(progress);
  }

  #specification(
    { request, createdAt }: RunRow,
    { staging }: ManagedJob<RunProgress>,
  ): RunSpecification {
    return {
      request,
      train: this.#dataset(request.train),
      test: request.test === undefined ? null : this.#dataset(request.test),
      staging,
      models: request.detectors.map(() => newId("model")),
      trained: this.#trainedFolders(request),
      createdAt,
      ...this.#limits,
    };
  }

  #trainedFolders({ detectors }: RunRequest): Record<string, string> {
    const models = trainedModelsOf(detectors).flatMap((id) => this.#catalogue.models.get(id) ?? []);
    return Object.fromEntries(models.map(({ id, run }) => [id, this.#folder.model(run, id)]));
  }

  #dataset(id: string): RunDataset {
    const dataset = this.#catalogue.datasets.get(id);
    if (!dataset?.profile) throw new JobError("A dataset of this run was deleted.");
    return { name: dataset.name, parquet: this.#folder.parquet(id), profile: dataset.profile };
  }
}
