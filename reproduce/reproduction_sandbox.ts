/**
 * A Netsift server on which the projects are done again, by its HTTP API as any program may use it.
 *
 * @module
 */
import { join } from "node:path";
import { availableParallelism } from "node:os";
import { writeZip } from "../lib/base/archive/write_zip.ts";
import type { Classification } from "../lib/learning/metrics/classification.ts";
import type { DatasetProfile, DatasetSummary } from "../lib/resources/dataset.ts";
import type { Run } from "../lib/resources/run.ts";
import { ApiClient } from "./api_client.ts";
import { sourceOf } from "./files.ts";
import { NetsiftServer } from "./netsift_server.ts";
import { ReproductionError } from "./reproduction_error.ts";
import {
  atBestAccuracy,
  atTestNormalQuantile,
  readTestScores,
  type TestScores,
} from "./test_scores.ts";

/** Runs at the same time: what one computes alone, the other uses the second core for. */
const RUNS_AT_ONCE = 2;

/** A dataset as `GET /api/v1/datasets/{id}` answers. */
export type Dataset = DatasetProfile & DatasetSummary;

/** The body of `POST /api/v1/runs`. */
export type RunBody = Record<string, unknown>;

/** A server with the data of the projects. Each file is ingested once, each dataset derived once. */
export class ReproductionSandbox implements AsyncDisposable {
  readonly #server: NetsiftServer;
  readonly #api: ApiClient;
  readonly #data: string | null;
  readonly #made = new Map<string, Promise<Dataset[]>>();
  #finished = 0;
  /** Called with its name when a run is done. */
  onRun: (name: string) => void = () => {};

  private constructor(server: NetsiftServer, data: string | null) {
    this.#server = server;
    this.#api = new ApiClient(server.url);
    this.#data = data;
  }

  /**
   * Starts one.
   *
   * @param folder where datasets, runs and models go
   * @param data the folder with the files of the data sets; `null`: they are fetched
   * @throws {ReproductionError} when the server does not start
   */
  static async open(folder: string, data: string | null): Promise<ReproductionSandbox> {
    const atOnce = String(Math.min(RUNS_AT_ONCE, availableParallelism()));
    const server = await NetsiftServer.start(folder, {
      NETSIFT_MAX_RUNS: atOnce,
      NETSIFT_MAX_INGESTS: atOnce,
      NETSIFT_MAX_QUEUED_RUNS: "100000",
    });
    return new ReproductionSandbox(server, data);
  }

  /** How many runs have ended well. */
  get runs(): number {
    return this.#finished;
  }

  /** The dataset of a file, by its path in the data folder. */
  async file(path: string): Promise<Dataset> {
    const [dataset] = await this.#once(path, async () => {
      if (this.#data !== null) {
        const name = path.slice(path.lastIndexOf("/") + 1);
        const { readable } = await Deno.open(join(this.#data, path));
        return [await this.#api.upload(readable, name)];
      }
      const download = `/sources/${sourceOf(path)}/download`;
      return [(await this.#api.post<{ id: string }>(download, {})).id];
    });
    return dataset;
  }

  /**
   * One dataset of files that are tables of one kind, in their order.
   *
   * @param name of the dataset
   * @param paths of gzip files in the data folder
   */
  async joined(name: string, paths: readonly string[]): Promise<Dataset> {
    const [dataset] = await this.#once(paths.join(" "), async () => {
      const archive = writeZip(paths.map((path) => ({
        name: path.slice(path.lastIndexOf("/") + 1).replace(/\.gz$/, ""),
        open: async () => {
          const { readable } = await Deno.open(join(this.#data!, path));
          return readable.pipeThrough(new DecompressionStream("gzip"));
        },
      })));
      return [await this.#api.upload(archive, `${name}.zip`)];
    });
    return dataset;
  }

  /** The datasets that a body of `POST /api/v1/datasets/derive` makes. */
  async derive(body: Record<string, unknown>): Promise<Dataset[]> {
    return await this.#once(JSON.stringify(body), async () => {
      const { ids } = await this.#api.post<{ ids: string[] }>("/datasets/derive", body);
      return ids;
    });
  }

  /** The same rows without labels, as somebody has them who knows no attack. */
  async withoutLabels(dataset: Dataset): Promise<Dataset> {
    const [{ id, labelColumn, ...copy }] = await this.derive({
      operation: "filter",
      dataset: dataset.id,
      keep: dataset.labels.map((label) => label.name),
      name: `${dataset.name}, unlabelled`,
    });
    if (labelColumn === null) return { id, labelColumn, ...copy };
    return await this.#api.patch<Dataset>(`/datasets/${id}`, { label: null });
  }

  /**
   * Trains and tests.
   *
   * @throws {ReproductionError} when the run is refused or fails
   */
  async run(body: RunBody): Promise<Run> {
    const { id } = await this.#api.post<{ id: string }>("/runs", body);
    const run = await this.#api.ended<Run>(
      `/runs/${id}`,
      ({ status }) => status === "queued" || status === "running",
    );
    if (run.status !== "done") {
      throw new ReproductionError(
        `The run "${run.name}" is ${run.status}: ${run.error ?? "no reason given"}`,
      );
    }
    this.#finished++;
    this.onRun(run.name);
    return run;
  }

  /**
   * The metrics of a model of a run with the threshold at a quantile of the scores of normal test
   * rows, which takes the labels of the test to know. The model keeps its own threshold.
   *
   * @param index which of the run's models
   */
  async atTestNormalQuantile(run: Run, index: number, q: number): Promise<Classification> {
    return atTestNormalQuantile(await this.#testScores(run, index), q);
  }

  /**
   * The metrics of a model of a run with the threshold that is right about most test rows. The model
   * keeps its own threshold.
   *
   * @param index which of the run's models
   */
  async atBestAccuracy(run: Run, index: number): Promise<Classification> {
    return atBestAccuracy(await this.#testScores(run, index));
  }

  /** Arranges test rows of a run by t-SNE, for its page. */
  async project(run: Run, sample: number, seed: number): Promise<void> {
    const path = `/runs/${run.id}/projection`;
    await this.#api.post(path, { method: "t-sne", sample, seed, perplexity: 30 });
    const { status, error } = await this.#api.until<{ status: string; error: string | null }>(
      `${path}?method=t-sne`,
      ({ status }) => status === "done" || status === "failed",
    );
    if (status === "failed") throw new ReproductionError(error!);
  }

  /** Ends the server; what it stored stays. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #testScores({ id, results }: Run, index: number): Promise<TestScores> {
    return readTestScores(await this.#api.text(`/runs/${id}/scores.csv`), results, index);
  }

  #once(key: string, make: () => Promise<string[]>): Promise<Dataset[]> {
    let made = this.#made.get(key);
    if (!made) {
      made = make().then((ids) => Promise.all(ids.map((id) => this.#ready(id))));
      this.#made.set(key, made);
    }
    return made;
  }

  async #ready(id: string): Promise<Dataset> {
    const dataset = await this.#api.ended<Dataset>(
      `/datasets/${id}`,
      ({ status }) => status === "ingesting",
    );
    if (dataset.status === "ready") return dataset;
    throw new ReproductionError(`"${dataset.name}" could not be read: ${dataset.error}`);
  }
}
