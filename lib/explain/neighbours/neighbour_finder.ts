import { startChild } from "../../jobs/child.ts";
import { JobQueue } from "../../jobs/queue.ts";
import { LruCache } from "../../base/lru_cache.ts";
import type { NeighbourSearch } from "./find_neighbours.ts";
import type { Neighbours } from "./types.ts";

/** Searches that may wait; more are refused. */
const MAX_WAITING = 20;

/** Answers that are kept for who asks again. */
const KEPT_ANSWERS = 100;

/** Too many searches wait already. */
export class SearchBusyError extends Error {
  override name = "SearchBusyError";
  constructor() {
    super("Too many searches for similar records wait already. Try again later.");
  }
}

/** Looks for the nearest normal training records in child processes, one at a time. */
export class NeighbourFinder {
  readonly #queue = new JobQueue(1);
  /** Neither the records of a dataset nor the columns of a model ever change. */
  readonly #answers = new LruCache<string, Promise<Neighbours>>(KEPT_ANSWERS, () => {});

  /**
   * Searches, or remembers.
   *
   * @throws {SearchBusyError} when too many others wait
   * @throws {JobError} for what a person can mend
   */
  async find(search: NeighbourSearch): Promise<Neighbours> {
    const key = JSON.stringify([search.model, search.labelColumn, search.record, search.count]);
    let answer = this.#answers.get(key);
    if (!answer) {
      if (this.#queue.waiting >= MAX_WAITING) throw new SearchBusyError();
      answer = this.#start(search);
      answer.catch(() => this.#answers.delete(key));
      this.#answers.set(key, answer);
    }
    return await answer;
  }

  #start(search: NeighbourSearch): Promise<Neighbours> {
    return new Promise((resolve, reject) =>
      this.#queue.add(crypto.randomUUID(), async () => {
        const child = new URL("./neighbours_child.ts", import.meta.url);
        await startChild<never, Neighbours>(child, search, () => {}).result.then(resolve, reject);
      })
    );
  }
}
