import { BusyError } from "./busy_error.ts";
import { JobCancelledError } from "./child.ts";
import { type JobPlan, ManagedJob, type StagingFolder } from "./managed_job.ts";
import { JobQueue } from "./queue.ts";

/** How many jobs of one kind there may be; what is left out is as below. */
export interface JobLimits {
  /** Jobs at the same time: 1. */
  atOnce?: number;
  /** Jobs that may wait: 20. More are refused. */
  mostWaiting?: number;
  /** When it is worth trying again: 10 seconds. */
  retryAfterSeconds?: number;
  /** What a person is told whose job is refused. */
  refusal?: string;
}

/** The jobs of one kind that are in progress. */
export class ManagedJobs<Progress = null> {
  readonly #folder: StagingFolder;
  readonly #limits: Required<JobLimits>;
  readonly #queue: JobQueue;
  readonly #underWay = new Map<string, ManagedJob<Progress>>();

  constructor(
    folder: StagingFolder,
    {
      atOnce = 1,
      mostWaiting = 20,
      retryAfterSeconds = 10,
      refusal = "Too many jobs are already waiting. Try again later.",
    }: JobLimits,
  ) {
    this.#folder = folder;
    this.#limits = { atOnce, mostWaiting, retryAfterSeconds, refusal };
    this.#queue = new JobQueue(atOnce);
  }

  /** Ids of the jobs that are in progress. */
  get ids(): string[] {
    return [...this.#underWay.keys()];
  }

  /** A job that is in progress. */
  get(id: string): ManagedJob<Progress> | null {
    return this.#underWay.get(id) ?? null;
  }

  /**
   * Refuses another job when too many wait.
   *
   * @throws {BusyError} when they do
   */
  refuseWhenFull(): void {
    const { mostWaiting, retryAfterSeconds, refusal } = this.#limits;
    const waiting = this.#underWay.values().filter(({ state }) => state === "queued");
    if ([...waiting].length >= mostWaiting) throw new BusyError(refusal, retryAfterSeconds);
  }

  /** Starts a job, or lets it wait, however many wait already. */
  start<Result>(id: string, plan: JobPlan<Progress, Result>): ManagedJob<Progress> {
    const job = new ManagedJob(id, plan, this.#queue, this.#folder, () => {
      if (this.#underWay.get(id) === job) this.#underWay.delete(id);
    });
    this.#underWay.set(id, job);
    return job;
  }

  /**
   * Does a job whose caller waits for what it gives.
   *
   * @param work does it
   * @param id names its staging folder
   * @returns what `work` gives
   * @throws {BusyError} when too many wait, and what `work` throws
   */
  async run<Result>(
    this: ManagedJobs<null>,
    work: (job: ManagedJob<null>) => Promise<Result>,
    id: string = crypto.randomUUID(),
  ): Promise<Result> {
    this.refuseWhenFull();
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const end: JobPlan<null, Result>["end"] = (end) => {
      if (end.state === "done") resolve(end.result);
      else reject(end.state === "failed" ? end.cause : new JobCancelledError());
      return undefined;
    };
    this.start(id, { waiting: null, work, end });
    return await promise;
  }

  /**
   * Ends a job, and waits until it has ended.
   *
   * @returns `false` when it is not in progress
   */
  async cancel(id: string): Promise<boolean> {
    const job = this.get(id);
    await job?.cancel();
    return job !== null;
  }
}
