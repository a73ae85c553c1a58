import type { Config } from "../base/config.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import { StoredJobs } from "../jobs/stored_jobs.ts";
import type { Run, RunProgress } from "../resources/run.ts";
import type { Catalogue, RunRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import type { RunChange } from "./request/change.ts";
import { parseRunRequest } from "./request/request.ts";
import type { RunOutcome } from "./request/specification.ts";
import type { TrainedModel } from "./request/trained_members.ts";
import { RunWork } from "./run_work.ts";

/** The training runs of one server: asked for, queued, cancelled, repeated, deleted. */
export class RunService extends StoredJobs<RunRow, RunProgress, RunOutcome> {
  readonly #catalogue: Catalogue;
  readonly #datasets: DatasetService;
  readonly #work: RunWork;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    config: Config,
  ) {
    const work = new RunWork(catalogue, folder, config);
    super(folder, work, {
      atOnce: config.maxRuns,
      mostWaiting: config.maxQueuedRuns,
      retryAfterSeconds: 60,
      refusal: `${config.maxQueuedRuns} runs are already waiting. Try again later.`,
    });
    this.#catalogue = catalogue;
    this.#datasets = datasets;
    this.#work = work;
  }

  /** All runs, newest first. */
  list(): Run[] {
    return this.#catalogue.runs.list().map((row) => this.withProgress(row));
  }

  /** One run, with the losses of its epochs while it goes on, or `null`. */
  get(id: string): Run | null {
    const row = this.#catalogue.runs.get(id);
    if (!row) return null;
    const run = this.withProgress(row);
    const job = this.job(id);
    const losses = job ? this.#work.lossesOf(job) : [];
    return run.progress && losses.length > 0
      ? { ...run, progress: { ...run.progress, losses } }
      : run;
  }

  /**
   * Starts a run, or queues it.
   *
   * @param body what was asked for, not checked yet
   * @throws {BusyError} when too many runs wait
   * @throws {z.ZodError} with the path of each field that is wrong
   */
  start(body: unknown): Run {
    this.refuseWhenFull();
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
    this.enqueue(row);
    return this.withProgress(row);
  }

  /**
   * Gives a run another name or other notes; what is left out stays as it is.
   *
   * @returns the run, or `null` where there is none
   */
  amend(id: string, { name, notes }: RunChange): Run | null {
    const row = this.#catalogue.runs.get(id);
    if (!row) return null;
    this.#catalogue.runs.put({
      ...row,
      ...(name === undefined ? {} : { name }),
      ...(notes === undefined ? {} : { notes: notes === "" ? undefined : notes }),
    });
    return this.get(id);
  }

  /** Whether a queued or running run reads the dataset. */
  uses(dataset: string): boolean {
    return this.underWay().some(({ request }) =>
      request.train === dataset || request.test === dataset
    );
  }

  #trainedModel(id: string): TrainedModel | null {
    const model = this.#catalogue.models.get(id);
    const run = model && this.#catalogue.runs.get(model.run);
    return run && { kind: model.result.kind, params: model.result.params, request: run.request };
  }
}
