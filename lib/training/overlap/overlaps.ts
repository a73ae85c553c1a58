import { PromiseCache } from "../../base/lru_cache.ts";
import type { Config } from "../../base/config.ts";
import type { ManagedJob } from "../../jobs/managed_job.ts";
import { ManagedJobs } from "../../jobs/managed_jobs.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import type { Overlap } from "./count_overlap.ts";
import type { OverlapSpecification } from "./overlap_child.ts";
import type { OverlapQuestion } from "./request.ts";

/** Answers that are kept; the records of a dataset never change. */
const KEPT_ANSWERS = 200;

/** Counts overlaps in child processes, one at a time, and remembers the answers. */
export class Overlaps {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #jobs: ManagedJobs;
  readonly #answers = new PromiseCache<Overlap>(KEPT_ANSWERS);

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
    this.#jobs = new ManagedJobs(folder, {
      refusal: "Too many overlap counts are already waiting. Try again later.",
    });
  }

  /**
   * Counts the overlap of two datasets that are ready.
   *
   * @throws {BusyError} when too many others wait
   */
  async count(question: OverlapQuestion): Promise<Overlap> {
    return await this.#answers.get(
      JSON.stringify(question),
      () => this.#jobs.run((job) => this.#runChild(question, job)),
    );
  }

  async #runChild(question: OverlapQuestion, job: ManagedJob<null>): Promise<Overlap> {
    const specification: OverlapSpecification = {
      question,
      options: {
        train: this.#folder.parquet(question.train),
        test: this.#folder.parquet(question.test),
        spillFolder: job.staging,
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
    };
    return await job.runChild(new URL("./overlap_child.ts", import.meta.url), specification);
  }
}
