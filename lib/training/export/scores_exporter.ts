import { join } from "node:path";
import type { Config } from "../../base/config.ts";
import type { ManagedJob } from "../../jobs/managed_job.ts";
import { ManagedJobs } from "../../jobs/managed_jobs.ts";
import type { RunResult } from "../../resources/run.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import type { ScoresExport } from "./scores_parquet.ts";

/** Writes the scores of runs as Parquet in child processes, one at a time. */
export class ScoresExporter {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #jobs: ManagedJobs;

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
    this.#jobs = new ManagedJobs(folder, {
      refusal: "Too many exports are already being written. Try again later.",
    });
  }

  /**
   * The scores of a run that is done.
   *
   * @returns the file, open; close it to remove it
   * @throws {BusyError} when too many others wait
   */
  async parquet(run: string, results: RunResult[]): Promise<TemporaryFile> {
    return await this.#jobs.run((job) => this.#write(run, results, job));
  }

  async #write(
    run: string,
    results: RunResult[],
    job: ManagedJob<null>,
  ): Promise<TemporaryFile> {
    await Deno.mkdir(job.staging, { recursive: true });
    const path = join(job.staging, "scores.parquet");
    const specification: ScoresExport = {
      run: this.#folder.run(run),
      results: results.map((result) => ({ folder: this.#folder.model(run, result.model), result })),
      path,
      spillFolder: join(job.staging, "spill"),
      memoryBytes: this.#config.duckdbMemoryBytes,
    };
    await job.runChild(new URL("./scores_child.ts", import.meta.url), specification);
    const file = await openTemporary(path, job.staging);
    job.keepStaging();
    return file;
  }
}

/** A file that is removed once it was read. */
export interface TemporaryFile {
  bytes: number;
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

async function openTemporary(path: string, folder: string): Promise<TemporaryFile> {
  const file = await Deno.open(path);
  const { size } = await file.stat();
  const reader = file.readable.getReader();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      await removeIfThere(folder);
    },
    async cancel() {
      await reader.cancel();
      await removeIfThere(folder);
    },
  }, { highWaterMark: 0 });
  return { bytes: size, stream };
}
