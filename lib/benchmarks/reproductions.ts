/**
 * The reproductions of a server: one at a time, in a child process; the newest report is kept.
 *
 * @module
 */
import type { Config } from "../base/config.ts";
import { JobChannel } from "../jobs/channel.ts";
import { type ChildJob, JobCancelled, startChild } from "../jobs/child.ts";
import { describeFailure } from "../jobs/describe_failure.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import { replaceFile } from "../store/durable.ts";
import type { ReproductionProgress, ReproductionReport } from "./report.ts";
import { type ReproductionOptions, reproductionRequestSchema } from "./request.ts";
import { DEFAULT_SEEDS, seedsOf } from "./seeds.ts";

const SHIPPED = new URL("../../docs/results.json", import.meta.url);

/** Where the reproduction of a server stands. */
export interface ReproductionState {
  status: "idle" | "running" | "done" | "failed" | "cancelled";
  progress: ReproductionProgress | null;
  error: string | null;
  /** Whether the data lie in a folder of this server or are fetched from their sources. */
  data: "folder" | "sources";
}

/** A reproduction goes on already. */
export class ReproductionBusyError extends Error {
  override name = "ReproductionBusyError";
  constructor() {
    super("A reproduction goes on already. Cancel it, or wait until it has ended.");
  }
}

/** The reproductions of one server. */
export class Reproductions {
  readonly #folder: DataFolder;
  readonly #config: Config;
  #channel = new JobChannel();
  #job: ChildJob<ReproductionReport> | null = null;
  #finished: Promise<void> = Promise.resolve();
  #state: Omit<ReproductionState, "data"> = { status: "idle", progress: null, error: null };

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
    this.#channel.emit({ type: "done", data: { status: "idle", error: null } });
  }

  /** Where it stands. */
  get state(): ReproductionState {
    return { ...this.#state, data: this.#config.reproduceData === null ? "sources" : "folder" };
  }

  /** Where it tells what happens; of one that has ended, or where there was none, only that. */
  get channel(): JobChannel {
    return this.#channel;
  }

  /**
   * Starts one.
   *
   * @param body what was asked for, not checked yet
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {ReproductionBusyError} when one goes on
   */
  start(body: unknown): ReproductionState {
    const { quick, seeds = quick ? 1 : DEFAULT_SEEDS } = reproductionRequestSchema.parse(body);
    if (this.#job) throw new ReproductionBusyError();
    const folder = this.#folder.staging(`reproduction-${crypto.randomUUID()}`);
    const options: ReproductionOptions = {
      data: this.#config.reproduceData,
      folder,
      seeds: seedsOf(seeds),
      quick,
    };
    this.#channel = new JobChannel();
    this.#state = {
      status: "running",
      progress: { phase: "Starting", fraction: 0 },
      error: null,
    };
    this.#job = startChild<ReproductionProgress, ReproductionReport>(
      new URL("../../reproduce/reproduce_child.ts", import.meta.url),
      options,
      (progress) => {
        this.#state = { ...this.#state, progress };
        this.#channel.emit({ type: "progress", data: { status: "running", progress } });
      },
    );
    this.#finished = this.#follow(this.#job, folder);
    return this.state;
  }

  /**
   * Ends the one that goes on; the report before it stays.
   *
   * @returns `false` when none goes on
   */
  async cancel(): Promise<boolean> {
    if (!this.#job) return false;
    this.#job.cancel();
    await this.#finished;
    return true;
  }

  /** The newest report of this server, or the one that comes with Netsift. */
  async report(): Promise<{ report: ReproductionReport | null; isShipped: boolean }> {
    const own = await readReport(this.#folder.reproduction);
    return own ? { report: own, isShipped: false } : {
      report: await readReport(SHIPPED),
      isShipped: true,
    };
  }

  async #follow(job: ChildJob<ReproductionReport>, folder: string): Promise<void> {
    try {
      const report = await job.result;
      await removeIfThere(folder);
      await replaceFile(this.#folder.reproduction, JSON.stringify(report));
      this.#end({ status: "done", error: null });
    } catch (error) {
      await removeIfThere(folder).catch(() => {}); // its last children may still write; swept later
      if (error instanceof JobCancelled) this.#end({ status: "cancelled", error: null });
      else {
        this.#end({
          status: "failed",
          error: describeFailure(error, "The reproduction"),
        });
      }
    }
  }

  #end(state: Pick<ReproductionState, "status" | "error">): void {
    this.#job = null;
    this.#state = { ...state, progress: null };
    this.#channel.emit({ type: "done", data: state });
  }
}

async function readReport(path: string | URL): Promise<ReproductionReport | null> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as ReproductionReport;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
