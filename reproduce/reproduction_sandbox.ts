/**
 * A Netsift of its own in which the projects are done again: by the code that pages and API use, in
 * the same child processes.
 *
 * @module
 */
import { join } from "node:path";
import { availableParallelism } from "node:os";
import { readConfig } from "../lib/base/config.ts";
import { planDerivation } from "../lib/datasets/derive/request.ts";
import type { DatasetDetail, DatasetProfile } from "../lib/resources/dataset.ts";
import { JobError } from "../lib/jobs/child.ts";
import type { JobChannel } from "../lib/jobs/channel.ts";
import { truthOf } from "../lib/learning/metrics/per_class.ts";
import { quantile } from "../lib/learning/metrics/quantile.ts";
import { readScoredRows, type ScoredRows } from "../lib/explain/review/scored_rows.ts";
import { Netsift } from "../lib/netsift.ts";
import { bestOperatingPoint } from "../lib/learning/thresholds/best_operating_point.ts";
import { evaluate } from "../lib/training/evaluate.ts";
import type { Run } from "../lib/resources/run.ts";
import type { RunMetrics } from "../lib/learning/metrics/types.ts";
import { newId } from "../lib/store/ids.ts";
import { sourceOf } from "./files.ts";

/** Runs at the same time: what one computes alone, the other uses the second core for. */
const RUNS_AT_ONCE = 2;

/** A dataset that is ready. */
export type ReadyDataset = DatasetDetail & { profile: DatasetProfile };

/** The body of `POST /api/v1/runs`. */
export type RunBody = Record<string, unknown>;

/** A Netsift with the data of the projects. Each file is ingested once, each dataset derived once. */
export class ReproductionSandbox implements AsyncDisposable {
  readonly #netsift: Netsift;
  readonly #data: string | null;
  readonly #made = new Map<string, Promise<ReadyDataset[]>>();
  readonly #runs = new Set<string>();
  #finished = 0;
  /** Called with its name when a run is done. */
  onRun: (name: string) => void = () => {};

  private constructor(netsift: Netsift, data: string | null) {
    this.#netsift = netsift;
    this.#data = data;
  }

  /**
   * Opens one.
   *
   * @param folder where datasets, runs and models go
   * @param data the folder with the files of the data sets; `null`: they are fetched
   */
  static async open(folder: string, data: string | null): Promise<ReproductionSandbox> {
    const config = {
      ...readConfig(Deno.env.toObject()),
      dataFolder: folder,
      maxQueuedRuns: Infinity,
      maxRuns: Math.min(RUNS_AT_ONCE, availableParallelism()),
      maxIngests: Math.min(RUNS_AT_ONCE, availableParallelism()),
    };
    return new ReproductionSandbox(await Netsift.open(config), data);
  }

  /** How many runs have ended well. */
  get runs(): number {
    return this.#finished;
  }

  /** Those of the files that are not in the data folder, or cannot be fetched where there is none. */
  async missing(files: string[]): Promise<string[]> {
    const isThere = await Promise.all(
      files.map((file) =>
        this.#data === null
          ? sourceOf(file) !== null
          : Deno.stat(join(this.#data, file)).then(({ isFile }) => isFile, () => false)
      ),
    );
    return files.filter((_, i) => !isThere[i]);
  }

  /** The dataset of a file, by its path in the data folder. */
  async file(path: string): Promise<ReadyDataset> {
    const [dataset] = await this.#once(path, async () => {
      const { datasets, folder } = this.#netsift;
      if (this.#data === null) return [datasets.addDownload(sourceOf(path)!).id];
      const id = newId("ds");
      await Deno.copyFile(join(this.#data, path), folder.upload(id));
      const { size } = await Deno.stat(folder.upload(id));
      datasets.add(id, path.slice(path.lastIndexOf("/") + 1), size, null);
      return [id];
    });
    return dataset;
  }

  /** The datasets that a body of `POST /api/v1/datasets/derive` makes. */
  async derive(body: Record<string, unknown>): Promise<ReadyDataset[]> {
    const { datasets } = this.#netsift;
    return await this.#once(
      JSON.stringify(body),
      () =>
        Promise.resolve(
          planDerivation(body, (id) => datasets.get(id)).map((plan) =>
            datasets.addDerived(plan).id
          ),
        ),
    );
  }

  /** The same rows without labels, as somebody has them who knows no attack. */
  async withoutLabels(dataset: ReadyDataset): Promise<ReadyDataset> {
    const name = `${dataset.name}, unlabelled`;
    const [copy] = await this.derive({
      operation: "filter",
      dataset: dataset.id,
      keep: dataset.profile.labels.map((label) => label.name),
      name,
    });
    if (copy.profile.labelColumn !== null) {
      await this.#netsift.datasets.amend(copy.id, { label: null });
    }
    return this.#ready(copy.id);
  }

  /**
   * Trains and tests.
   *
   * @throws {JobError} when the run fails
   */
  async run(body: RunBody): Promise<Run> {
    const { runs } = this.#netsift;
    const { id } = runs.start(body);
    this.#runs.add(id);
    await ended(runs.channel(id)!);
    this.#runs.delete(id);
    const run = runs.get(id)!;
    if (run.status !== "done") {
      throw new JobError(`The run "${run.name}" has ${run.status}: ${run.error ?? "no reason"}`);
    }
    this.#finished++;
    this.onRun(run.name);
    return run;
  }

  /**
   * The figures of a model with the threshold at a quantile of the scores of normal test rows, which
   * takes the labels of the test to know. The model keeps its own threshold.
   */
  async atTestNormalQuantile(run: Run, model: string, q: number): Promise<RunMetrics> {
    const { scores, labels } = await this.#scoredRows(run, model);
    const normal = scores.filter((_, row) => !labels!.attack[labels!.codes[row]]);
    return evaluate(scores, labels, quantile(normal, q)).metrics;
  }

  /**
   * The figures of a model with the threshold that is right about most test rows: what its scores
   * allow, not what to expect. The model keeps its own threshold.
   */
  async atBestAccuracy(run: Run, model: string): Promise<RunMetrics> {
    const { scores, labels } = await this.#scoredRows(run, model);
    const truth = truthOf(labels!);
    const threshold = bestOperatingPoint(
      { test: scores, heldOut: new Float32Array(0), truth },
      ({ tp, tn }) => tp + tn,
    );
    return evaluate(scores, labels, threshold).metrics;
  }

  /** Arranges test rows of a run by t-SNE, for its page. */
  async project(run: Run, sample: number, seed: number): Promise<void> {
    const { projections } = this.#netsift;
    const request = { method: "t-sne", sample, seed, perplexity: 30 } as const;
    await projections.start(run, run.request.test!, request);
    while (true) {
      const projection = (await projections.get(run, "t-sne"))!;
      if (projection.status === "failed") throw new JobError(projection.error!);
      if (projection.status === "done") return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#runs].map((id) => this.#netsift.runs.cancel(id)));
    for (const { id, status } of this.#netsift.datasets.list()) {
      if (status === "ingesting") await this.#netsift.datasets.delete(id);
    }
    this.#netsift[Symbol.dispose]();
  }

  async #scoredRows({ id }: Run, model: string): Promise<ScoredRows> {
    const { folder } = this.#netsift;
    return await readScoredRows(folder.run(id), folder.model(id, model));
  }

  #once(key: string, make: () => Promise<string[]>): Promise<ReadyDataset[]> {
    let made = this.#made.get(key);
    if (!made) {
      made = make().then((ids) => Promise.all(ids.map((id) => this.#whenReady(id))));
      this.#made.set(key, made);
    }
    return made;
  }

  async #whenReady(id: string): Promise<ReadyDataset> {
    await ended(this.#netsift.datasets.channel(id)!);
    return this.#ready(id);
  }

  #ready(id: string): ReadyDataset {
    const dataset = this.#netsift.datasets.get(id);
    if (!dataset?.profile) {
      throw new JobError(`"${dataset?.name ?? id}" could not be read: ${dataset?.error}`);
    }
    return { ...dataset, profile: dataset.profile };
  }
}

/** Waits for the end of a job. */
function ended(channel: JobChannel): Promise<void> {
  return new Promise((resolve) => {
    channel.listen(({ type }) => {
      if (type === "done") resolve();
    });
  });
}
