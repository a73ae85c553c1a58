/**
 * The projections of a server: made in child processes, one at a time, and kept with their runs.
 *
 * @module
 */
import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import { type ChildJob, JobCancelled, startChild } from "../../jobs/child.ts";
import { describeFailure } from "../../jobs/describe_failure.ts";
import { JobQueue } from "../../jobs/queue.ts";
import { readScores } from "../../models/scores.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { flagRows, movesAlong } from "../../learning/thresholds/apply_rule.ts";
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

/** Projections that may wait; more are refused. */
const MAX_WAITING = 20;

/** Too many projections wait already. */
export class ProjectionBusyError extends Error {
  override name = "ProjectionBusyError";
  constructor() {
    super("Too many projections are being made. Try again later.");
  }
}

/** A projection that waits, goes on or has failed. */
interface ActiveProjection {
  state: Projection;
  job: ChildJob<null> | null;
  cancelled: boolean;
}

/** One projection a run and method; another request takes the place of the one before. */
export class Projections {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #queue = new JobQueue(1);
  readonly #active = new Map<string, ActiveProjection>();

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
  }

  /**
   * Starts a projection of a run that is done, unless the same one is there or under way.
   *
   * @param dataset id of the test dataset
   * @throws {ProjectionBusyError} when too many others wait
   */
  async start(run: Run, dataset: string, request: ProjectionRequest): Promise<Projection> {
    const key = keyOf(run.id, request.method);
    const active = this.#active.get(key);
    if (active && active.state.status !== "failed" && isSame(active.state.request, request)) {
      return active.state;
    }
    const stored = await this.#read(run.id, request.method);
    if (stored && isSame(stored.request, request)) {
      this.#drop(key);
      return done(request);
    }
    if (this.#queue.waiting >= MAX_WAITING) throw new ProjectionBusyError();
    this.#drop(key);
    const added: ActiveProjection = {
      state: { request, status: "queued", progress: null, error: null },
      job: null,
      cancelled: false,
    };
    this.#active.set(key, added);
    this.#queue.add(key, () => this.#work(run, dataset, key, added));
    return added.state;
  }

  /**
   * A projection as it stands, with its points and the models' present decisions when it is done.
   *
   * @returns `null` when none was asked for
   */
  async get(run: Run, method: ProjectionMethod): Promise<Projection | null> {
    const active = this.#active.get(keyOf(run.id, method));
    if (active) return active.state;
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
    active.cancelled = true;
    if (!this.#queue.remove(key)) active.job?.cancel();
  }

  async #work(run: Run, dataset: string, key: string, active: ActiveProjection): Promise<void> {
    const { request } = active.state;
    const name = `${crypto.randomUUID()}.json`;
    try {
      const order: ProjectionOrder = {
        specification: {
          request,
          parquet: this.#folder.parquet(dataset),
          run: this.#folder.run(run.id),
          model: this.#folder.model(run.id, run.results[0].model),
          memoryBytes: this.#config.duckdbMemoryBytes,
        },
        target: this.#folder.staging(name),
      };
      active.state = { ...active.state, status: "running" };
      active.job = startChild<ProjectionProgress, null>(
        new URL("./projection_child.ts", import.meta.url),
        order,
        (progress) => active.state = { ...active.state, progress },
      );
      await active.job.result;
      if (active.cancelled) throw new JobCancelled();
      await this.#folder.commit(name, this.#file(run.id, request.method));
      if (this.#active.get(key) === active) this.#active.delete(key);
    } catch (error) {
      await this.#folder.discard(name);
      if (active.cancelled || error instanceof JobCancelled) return;
      active.state = {
        ...active.state,
        status: "failed",
        progress: null,
        error: describeFailure(error, `Projection ${key}`),
      };
    }
  }

  async #scores(
    run: string,
    { model, threshold }: RunResult,
    positions: number[],
  ): Promise<ProjectedScores> {
    const { test, heldOut } = await readScores(this.#folder.model(run, model));
    const flags = movesAlong(threshold)
      ? flagRows(threshold, threshold.value, {
        heldOut: heldOut ?? new Float32Array(0),
        test,
        truth: null,
      })
      : null;
    return {
      model,
      scores: positions.map((position) => shortest(test[position])),
      flagged: positions.map((position) =>
        flags ? flags[position] : Number(test[position] > threshold.value)
      ),
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

function done(request: ProjectionRequest): Projection {
  return { request, status: "done", progress: null, error: null };
}

function isSame(a: ProjectionRequest, b: ProjectionRequest): boolean {
  return a.method === b.method && a.sample === b.sample && a.seed === b.seed &&
    a.perplexity === b.perplexity;
}
