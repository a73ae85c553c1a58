import { PromiseCache } from "../../base/lru_cache.ts";
import { ManagedJobs } from "../../jobs/managed_jobs.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import type { NeighbourSearch } from "./find_neighbours.ts";
import type { Neighbours } from "./types.ts";

/** Answers that are kept for who asks again. */
const KEPT_ANSWERS = 100;

/** Looks for the nearest normal training records in child processes, one at a time. */
export class NeighbourFinder {
  readonly #jobs: ManagedJobs;
  /** Neither the records of a dataset nor the columns of a model ever change. */
  readonly #answers = new PromiseCache<Neighbours>(KEPT_ANSWERS);

  constructor(folder: DataFolder) {
    this.#jobs = new ManagedJobs(folder, {
      refusal: "Too many searches for similar records are already waiting. Try again later.",
    });
  }

  /**
   * Searches, or remembers.
   *
   * @throws {BusyError} when too many others wait
   * @throws {JobError} for what a person can fix
   */
  async find(search: NeighbourSearch): Promise<Neighbours> {
    const key = JSON.stringify([search.model, search.labelColumn, search.record, search.count]);
    return await this.#answers.get(
      key,
      () =>
        this.#jobs.run((job) =>
          job.runChild(new URL("./neighbours_child.ts", import.meta.url), search)
        ),
    );
  }
}
