import type { DataFolder } from "../store/data_folder.ts";
import { JobChannel } from "./channel.ts";
import { JobCancelledError, startChild } from "./child.ts";
import { describeFailure } from "./describe_failure.ts";
import type { JobEnd, JobOutcome, JobState } from "./job_end.ts";
import type { JobQueue } from "./queue.ts";

/** What is a job's own: what it does, and who is told. */
export interface JobPlan<Progress, Result> {
  /** Names the job in the log where it fails, such as `Run run-1`; not logged where it is absent. */
  title?: string;
  /** How far it is while it waits. */
  waiting: Progress;
  /** What must have ended before the job waits for its turn. */
  before?(job: ManagedJob<Progress>): Promise<void> | undefined;
  /** Called when its turn has come; it fails when this throws. */
  begin?(): void;
  work(job: ManagedJob<Progress>): Promise<Result>;
  /** Notes how it ended, before the first `await`. @returns what listeners are told */
  end?(end: JobEnd<Result>): Promise<JobOutcome> | undefined;
  /** What events call a state; its own name where this is absent. */
  nameOf?(state: JobState): string;
}

/** Where jobs make what they make. */
export type StagingFolder = Pick<DataFolder, "staging" | "commit" | "discard">;

/**
 * Work that waits its turn, goes on in child processes and ends: done, failed or cancelled. It makes
 * its result in a staging folder, which is removed at the end unless the work has committed it.
 */
export class ManagedJob<Progress> {
  /** Where it tells what happens. */
  readonly channel = new JobChannel();
  /** Settles when it has ended and that is noted. Never rejects. */
  readonly ended: Promise<void>;
  readonly #plan: JobPlan<Progress, unknown>;
  readonly #folder: StagingFolder;
  readonly #cancelling = new AbortController();
  #state: JobState = "queued";
  #progress: Progress;
  #error: string | null = null;
  #keepsStaging = false;

  /**
   * Waits for its turn in the queue.
   *
   * @param id names it and its staging folder
   * @param onEnd called when it has ended
   */
  constructor(
    readonly id: string,
    plan: JobPlan<Progress, unknown>,
    queue: JobQueue,
    folder: StagingFolder,
    onEnd: () => void,
  ) {
    this.#plan = plan;
    this.#folder = folder;
    this.#progress = plan.waiting;
    this.ended = this.#live(queue, onEnd);
  }

  get state(): JobState {
    return this.#state;
  }

  get isUnderWay(): boolean {
    return this.#state === "queued" || this.#state === "running";
  }

  /** How far it is, or was when it ended. */
  get progress(): Progress {
    return this.#progress;
  }

  /** Why it failed, for a person. */
  get error(): string | null {
    return this.#error;
  }

  /** Aborted when the job is cancelled. */
  get signal(): AbortSignal {
    return this.#cancelling.signal;
  }

  /** The folder or file to make its result in; nothing is there yet. */
  get staging(): string {
    return this.#folder.staging(this.id);
  }

  /** Tells how far it is. */
  report(progress: Progress): void {
    this.#progress = progress;
    this.channel.emit({ type: "progress", data: { status: this.#name, progress } });
  }

  /**
   * Runs a module in a child process; a cancel ends it.
   *
   * @param specification plain JSON handed to the module
   * @param onEvent called for each event that the child reports; by default, events are progress
   * @throws what {@linkcode startChild} and the result of its job do
   */
  async runChild<Result, Event = Progress>(
    module: URL,
    specification: unknown,
    onEvent: (event: Event) => void = (event) => this.report(event as unknown as Progress),
  ): Promise<Result> {
    this.signal.throwIfAborted();
    const child = startChild<Event, Result>(module, specification, onEvent);
    this.signal.addEventListener("abort", child.cancel);
    try {
      return await child.result;
    } finally {
      this.signal.removeEventListener("abort", child.cancel);
    }
  }

  /**
   * Gives what was made its place, see {@linkcode DataFolder.commit}.
   *
   * @throws {JobCancelledError} when the job was cancelled before
   */
  async commit(place: string): Promise<void> {
    this.signal.throwIfAborted();
    await this.#folder.commit(this.id, place);
  }

  /** Leaves the staging folder where it is at the end: the caller removes it. */
  keepStaging(): void {
    this.#keepsStaging = true;
  }

  /** Ends the job, and waits until it has ended; what it has begun to commit stays. */
  async cancel(): Promise<void> {
    this.#cancelling.abort(new JobCancelledError());
    await this.ended;
  }

  get #name(): string {
    return this.#plan.nameOf?.(this.#state) ?? this.#state;
  }

  async #live(queue: JobQueue, onEnd: () => void): Promise<void> {
    try {
      const before = this.#plan.before?.(this);
      if (before) await before;
      await queue.run(async () => await this.#end(await this.#work(), onEnd), this.signal);
    } catch (error) {
      await this.#end(this.#failure(error), onEnd);
    }
  }

  async #work(): Promise<JobEnd<unknown>> {
    try {
      this.#state = "running";
      this.#plan.begin?.();
      return { state: "done", result: await this.#plan.work(this) };
    } catch (error) {
      return this.#failure(error);
    }
  }

  #failure(cause: unknown): JobEnd<unknown> {
    if (cause instanceof JobCancelledError) return { state: "cancelled" };
    const { title } = this.#plan;
    const error = title === undefined ? String(cause) : describeFailure(cause, title);
    return { state: "failed", error, cause };
  }

  /** Never throws: whatever happens, the job ends and listeners are told. */
  async #end(end: JobEnd<unknown>, onEnd: () => void): Promise<void> {
    if (!this.#keepsStaging) await this.#folder.discard(this.id);
    const outcome = this.#note(end);
    onEnd();
    this.channel.emit({ type: "done", data: await outcome });
  }

  async #note(end: JobEnd<unknown>): Promise<JobOutcome> {
    this.#state = end.state;
    this.#error = end.state === "failed" ? end.error : null;
    const outcome = { status: this.#name, error: this.#error };
    try {
      return await this.#plan.end?.(end) ?? outcome;
    } catch (error) {
      console.error(`How ${this.#plan.title ?? this.id} ended could not be noted:`, error);
      return outcome;
    }
  }
}
