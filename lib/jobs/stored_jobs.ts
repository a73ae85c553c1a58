import { deleteStored } from "../store/delete_stored.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { JobChannel } from "./channel.ts";
import { JobCancelledError } from "./child.ts";
import type { JobEnd, JobOutcome } from "./job_end.ts";
import type { JobPlan, ManagedJob } from "./managed_job.ts";
import { type JobLimits, ManagedJobs } from "./managed_jobs.ts";

/** What every row of a job has. */
export interface StoredRow extends JobOutcome {
  id: string;
}

/** The rows of one kind of jobs in the catalogue. */
export interface JobRows<Row> {
  get(id: string): Row | null;
  /** Those of jobs that had not ended when the server stopped, oldest first. */
  unfinished(): Row[];
  /** Writes all or none, and throws where the disk is full. */
  put(...rows: Row[]): void;
  /** Writes as soon as the disk allows, with what belongs to it, and never throws. */
  keep(row: Row, alongside?: () => void): void;
  /** Deletes a row, and notes that its files are to be removed. */
  delete(id: string): void;
  /** Notes that the files of a deleted row are removed. */
  forgetDeletion(id: string): void;
}

/** What one kind of stored jobs does, and how its rows say so. */
export interface StoredWork<Row extends StoredRow, Progress, Result>
  extends Pick<JobPlan<Progress, Result>, "waiting" | "nameOf"> {
  readonly rows: JobRows<Row>;
  /** Names a job in the log. */
  titleOf(id: string): string;
  /** Waits for what the job needs; `undefined` where all is there. */
  before?(row: Row, job: ManagedJob<Progress>): Promise<void> | undefined;
  /** The row of a job whose turn has come. */
  begin(row: Row): Row;
  work(row: Row, job: ManagedJob<Progress>): Promise<Result>;
  /** The row of a job that has ended. */
  end(row: Row, end: JobEnd<Result>): Row;
  /**
   * What is written with the row of a job that has ended, all or nothing, so that neither is lost nor
   * repeated when the server dies.
   */
  alongside?(row: Row, end: JobEnd<Result>): () => void;
  /** Cleans up once the row is kept. */
  afterwards?(row: Row): Promise<void>;
  /** The row of a job that the end of a server has ended; `null`: it waits again. */
  interrupt(row: Row): Row | null | Promise<Row | null>;
  /** Files and folders of a job. */
  placesOf(id: string): string[];
}

/**
 * Jobs that the catalogue knows: they outlive the server, and what comes of them stays. The service
 * of each kind extends it.
 */
export class StoredJobs<Row extends StoredRow, Progress, Result> {
  readonly #folder: DataFolder;
  readonly #work: StoredWork<Row, Progress, Result>;
  readonly #jobs: ManagedJobs<Progress>;

  constructor(folder: DataFolder, work: StoredWork<Row, Progress, Result>, limits: JobLimits) {
    this.#folder = folder;
    this.#work = work;
    this.#jobs = new ManagedJobs(folder, limits);
  }

  /**
   * Refuses another job when too many wait.
   *
   * @throws {BusyError} when they do
   */
  refuseWhenFull(): void {
    this.#jobs.refuseWhenFull();
  }

  /** Stores jobs, all or none, and starts them or lets them wait. */
  protected enqueue(...rows: Row[]): void {
    this.#work.rows.put(...rows);
    for (const row of rows) this.#add(row);
  }

  /** A job that is in progress. */
  protected job(id: string): ManagedJob<Progress> | null {
    return this.#jobs.get(id);
  }

  /** A row with the progress of its job; `null` where that is not in progress. */
  protected withProgress(row: Row): Row & { progress: Progress | null } {
    return { ...row, progress: this.job(row.id)?.progress ?? null };
  }

  /** The rows of jobs that are in progress. */
  protected underWay(): Row[] {
    return this.#jobs.ids.flatMap((id) => this.#work.rows.get(id) ?? []);
  }

  /** What has become of a job, or `null` where there is none. */
  statusOf(id: string): Row["status"] | null {
    return this.#work.rows.get(id)?.status ?? null;
  }

  /** Where a job tells what happens; of one that has ended, only that. */
  channel(id: string): JobChannel | null {
    const job = this.job(id);
    if (job) return job.channel;
    const row = this.#work.rows.get(id);
    return row && JobChannel.ended(outcomeOf(row));
  }

  /**
   * Ends a job; what it has made so far is removed.
   *
   * @returns `false` when it has ended already
   */
  async cancel(id: string): Promise<boolean> {
    return await this.#jobs.cancel(id);
  }

  /** Deletes what a job has made; one that is in progress is cancelled first. */
  async delete(id: string): Promise<void> {
    await this.cancel(id);
    await deleteStored(this.#work.rows, this.#folder, id, this.#work.placesOf(id));
  }

  /** After a start: takes up what the last server left, or notes that it is interrupted. */
  async resume(): Promise<void> {
    for (const row of this.#work.rows.unfinished()) {
      const interrupted = await this.#work.interrupt(row);
      if (interrupted) this.#work.rows.keep(interrupted);
      else this.#add(row);
    }
  }

  #add(row: Row): void {
    const work = this.#work;
    const { id } = row;
    /** It may have changed while the job waited. */
    const current = () => {
      const row = work.rows.get(id);
      if (!row) throw new JobCancelledError();
      return row;
    };
    this.#jobs.start(id, {
      title: work.titleOf(id),
      waiting: work.waiting,
      nameOf: (state) => work.nameOf?.(state) ?? state,
      before: (job) => work.before?.(row, job),
      begin: () => work.rows.put(work.begin(current())),
      work: (job) => work.work(current(), job),
      end: (end) => this.#end(id, end),
    });
  }

  async #end(id: string, end: JobEnd<Result>): Promise<JobOutcome> {
    const row = this.#work.rows.get(id);
    if (!row) return { status: end.state, error: null };
    const ended = this.#work.end(row, end);
    this.#work.rows.keep(ended, this.#work.alongside?.(ended, end));
    await this.#work.afterwards?.(ended);
    return outcomeOf(ended);
  }
}

function outcomeOf({ status, error }: StoredRow): JobOutcome {
  return { status, error };
}
