import type { Config } from "../../base/config.ts";
import { startChild } from "../../jobs/child.ts";
import { JobQueue } from "../../jobs/queue.ts";
import { LruCache } from "../../base/lru_cache.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { removeIfThere } from "../../store/remove_if_there.ts";
import type { Overlap } from "./count_overlap.ts";
import type { OverlapSpecification } from "./overlap_child.ts";
import type { OverlapQuestion } from "./request.ts";

/** Answers that are kept; the records of a dataset never change. */
const KEPT_ANSWERS = 200;

/** Questions that may wait; more are refused. */
const MAX_WAITING = 20;

/** Too many questions wait already. */
export class OverlapBusyError extends Error {
  override name = "OverlapBusyError";
  constructor() {
    super("Too many overlaps are being counted. Try again later.");
  }
}

/** Counts overlaps in child processes, one at a time, and remembers the answers. */
export class Overlaps {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #queue = new JobQueue(1);
  readonly #answers = new LruCache<string, Promise<Overlap>>(KEPT_ANSWERS, () => {});

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
  }

  /**
   * Counts the overlap of two datasets that are ready.
   *
   * @throws {OverlapBusyError} when too many others wait
   */
  async count(question: OverlapQuestion): Promise<Overlap> {
    const key = JSON.stringify(question);
    const known = this.#answers.get(key);
    if (known) return await known;
    if (this.#queue.waiting >= MAX_WAITING) throw new OverlapBusyError();
    const answer = new Promise<Overlap>((resolve, reject) =>
      this.#queue.add(key, () => this.#runChild(question).then(resolve, reject))
    );
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    return await answer;
  }

  async #runChild(question: OverlapQuestion): Promise<Overlap> {
    const spillFolder = this.#folder.staging(crypto.randomUUID());
    const specification: OverlapSpecification = {
      question,
      options: {
        train: this.#folder.parquet(question.train),
        test: this.#folder.parquet(question.test),
        spillFolder,
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
    };
    const job = startChild<never, Overlap>(
      new URL("./overlap_child.ts", import.meta.url),
      specification,
      () => {},
    );
    return await job.result.finally(() => removeIfThere(spillFolder));
  }
}
