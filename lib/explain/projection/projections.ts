/**
 * The projections of a server: made in child processes, one at a time, and kept with their runs.
 *
 * @module
 */
import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import { runRecords } from "../../datasets/context/run_records.ts";
import type { ManagedJob } from "../../jobs/managed_job.ts";
import { ManagedJobs } from "../../jobs/managed_jobs.ts";
import { readScores } from "../../models/scores.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { flagRows } from "../../learning/thresholds/apply_rule.ts";
import type { Run, RunResult } from "../../resources/run.ts";
import type { ProjectionOrder, StoredProjection } from "./projection_child.ts";
import { shortest } from "./shortest.ts";
import type {
  ProjectedScores,
  Projection,
  ProjectionMethod,
  ProjectionProgress,
  ProjectionRequest,
} from "./types.ts";

/** A projection that waits, goes on or has failed. */
interface ActiveProjection {
  request: ProjectionRequest;
  job: ManagedJob<ProjectionProgress | null>;
}

/** One projection a run and method; another request takes the place of the one before. */
export class Projections {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #jobs: ManagedJobs<ProjectionProgress | null>;
  readonly #active = new Map<string, ActiveProjection>();

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
    this.#jobs = new ManagedJobs(folder, {
      refusal: "Too many maps are already waiting. Try again later.",
    });
  }

  /**
   * Starts a projection of a run that is done, unless the same one is there or in progress.
   *
   * @throws {BusyError} when too many others wait
   */
  async start(run: Run, request: ProjectionRequest): Promise<Projection> {
    const key = keyOf(run.id, request.method);
    const active = this.#active.get(key);
    if (active?.job.isUnderWay && isSame(active.request, request)) return stateOf(active);
    const stored = await this.#read(run.id, request.method);
    if (stored && isSame(stored.request, request)) {
      this.#drop(key);
      return done(request);
    }
    this.#jobs.refuseWhenFull();
    this.#drop(key);
    const job = this.#jobs.start(`${crypto.randomUUID()}.json`, {
      title: `Projection ${key}`,
      waiting: null,
      work: (job) => this.#work(run, request, job),
    });
    const added = { request, job };
    this.#active.set(key, added);
    return stateOf(added);
  }

  /**
   * A projection as it is, with its points and the models' present decisions when it is done.
   *
   * @returns `null` when none was asked for
   */
  async get(run: Run, method: ProjectionMethod): Promise<Projection | null> {
    const active = this.#active.get(keyOf(run.id, method));
    if (active) return stateOf(active);
    const stored = await this.#read(run.id, method);
    if (!stored) return null;
    const { positions, labels } = stored.points;
    const attacks = new Map(run.results[0].perClass.map(({ label, attack }) => [label, attack]));
    return {
      ...done(stored.request),
      points: {
        ...stored.points,
        attack: labels?.names.map((name) => attacks.get(name) ?? true) ?? [],
        models: await Promise.all(
          run.results.map((result) => this.#scores(run.id, result, positions)),
        ),
      },
    };
  }

  /** Ends what goes on for a run before it is deleted. */
  forget(run: string): void {
    for (const key of [...this.#active.keys()]) if (key.startsWith(`${run}/`)) this.#drop(key);
  }

  #drop(key: string): void {
    const active = this.#active.get(key);
    if (!active) return;
    this.#active.delete(key);
    active.job.cancel();
  }

  async #work(
    run: Run,
    request: ProjectionRequest,
    job: ManagedJob<ProjectionProgress | null>,
  ): Promise<void> {
    const order: ProjectionOrder = {
      specification: {
        request,
        parquet: runRecords(this.#folder, run, "test"),
        run: this.#folder.run(run.id),
        model: this.#folder.model(run.id, run.results[0].model),
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
      target: job.staging,
    };
    await job.runChild(new URL("./projection_child.ts", import.meta.url), order);
    await job.commit(this.#file(run.id, request.method));
    const key = keyOf(run.id, request.method);
    if (this.#active.get(key)?.job === job) this.#active.delete(key);
  }

  async #scores(
    run: string,
    { model, threshold }: RunResult,
    positions: number[],
  ): Promise<ProjectedScores> {
    const { test, heldOut } = await readScores(this.#folder.model(run, model));
    const flags = flagRows(threshold, threshold.value, { heldOut, test });
    return {
      model,
      scores: positions.map((position) => shortest(test[position])),
      flagged: positions.map((position) => flags[position]),
    };
  }

  async #read(run: string, method: ProjectionMethod): Promise<StoredProjection | null> {
    try {
      const text = await Deno.readTextFile(this.#file(run, method));
      const stored = JSON.parse(text) as StoredProjection;
      return stored.version === 1 ? stored : null;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }

  #file(run: string, method: ProjectionMethod): string {
    return join(this.#folder.run(run), `projection-${method}.json`);
  }
}

function keyOf(run: string, method: ProjectionMethod): string {
  return `${run}/${method}`;
}

function stateOf({ request, job }: ActiveProjection): Projection {
  const { state, error } = job;
  const status = state === "cancelled" ? "failed" : state;
  return { request, status, progress: job.isUnderWay ? job.progress : null, error };
}

function done(request: ProjectionRequest): Projection {
  return { request, status: "done", progress: null, error: null };
}

function isSame(a: ProjectionRequest, b: ProjectionRequest): boolean {
  return a.method === b.method && a.sample === b.sample && a.seed === b.seed &&
    a.perplexity === b.perplexity;
}
