/**
 * The reproductions of a server: one at a time, in a child process; the newest report is kept.
 *
 * @module
 */
import type { Config } from "../base/config.ts";
import { JobChannel } from "../jobs/channel.ts";
import { JobError } from "../jobs/child.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import { ManagedJobs } from "../jobs/managed_jobs.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import { replaceFile } from "../store/durable.ts";
import type { ReproductionProgress, ReproductionReport } from "./report.ts";
import { type ReproductionOptions, reproductionRequestSchema } from "./request.ts";
import { DEFAULT_SEEDS, seedsOf } from "./seeds.ts";

const SHIPPED = new URL("../../docs/results.json", import.meta.url);

/** State of the reproduction of a server. */
export interface ReproductionState {
  status: "idle" | "running" | "done" | "failed" | "cancelled";
  progress: ReproductionProgress | null;
  error: string | null;
  /** Whether the data lie in a folder of this server or are fetched from their sources. */
  data: "folder" | "sources";
}

/** The reproductions of one server. */
export class Reproductions {
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #jobs: ManagedJobs<ReproductionProgress>;
  /** The newest. */
  #job: ManagedJob<ReproductionProgress> | null = null;

  constructor(folder: DataFolder, config: Config) {
    this.#folder = folder;
    this.#config = config;
    this.#jobs = new ManagedJobs(folder, {});
  }

  /** Its state. */
  get state(): ReproductionState {
    const { state = "idle", isUnderWay, progress = null, error = null } = this.#job ?? {};
    return {
      status: state === "queued" ? "running" : state,
      progress: isUnderWay ? progress : null,
      error,
      data: this.#config.reproduceData === null ? "sources" : "folder",
    };
  }

  /** Where it tells what happens; of one that has ended, or where there was none, only that. */
  get channel(): JobChannel {
    return this.#job?.channel ?? JobChannel.ended({ status: "idle", error: null });
  }

  /**
   * Starts one.
   *
   * @param body what was asked for, not checked yet
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {JobError} when one goes on
   */
  start(body: unknown): ReproductionState {
    const { quick, seeds = quick ? 1 : DEFAULT_SEEDS } = reproductionRequestSchema.parse(body);
    if (this.#job?.isUnderWay) {
      throw new JobError(
        "A reproduction is already running. Cancel it, or wait until it has ended.",
      );
    }
    this.#job = this.#jobs.start(`reproduction-${crypto.randomUUID()}`, {
      title: "The reproduction",
      waiting: { phase: "Starting", fraction: 0 },
      work: (job) => this.#work({ quick, seeds: seedsOf(seeds) }, job),
    });
    return this.state;
  }

  /**
   * Ends the one that goes on; the report before it stays.
   *
   * @returns `false` when none goes on
   */
  async cancel(): Promise<boolean> {
    if (!this.#job?.isUnderWay) return false;
    await this.#job.cancel();
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

  async #work(
    request: Pick<ReproductionOptions, "quick" | "seeds">,
    job: ManagedJob<ReproductionProgress>,
  ): Promise<void> {
    const options: ReproductionOptions = {
      ...request,
      data: this.#config.reproduceData,
      folder: job.staging,
    };
    const report = await job.runChild<ReproductionReport>(
      new URL("../../reproduce/reproduce_child.ts", import.meta.url),
      options,
    );
    await removeIfThere(job.staging);
    await replaceFile(this.#folder.reproduction, JSON.stringify(report));
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
