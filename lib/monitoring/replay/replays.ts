/**
 * Replays: stored records scored as if they arrived now.
 *
 * @module
 */
import type { DatasetService } from "../../datasets/dataset_service.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import type { ModelService } from "../../scoring/model_service.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import { describeFailure } from "../../jobs/describe_failure.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { newId } from "../../store/ids.ts";
import { Pace } from "./pace.ts";
import { readInOrder, type TimedRecord } from "./read_in_order.ts";
import type { ReplayRequest } from "./replay_request.ts";

/** State of a replay. */
export interface ReplayState {
  id: string;
  request: ReplayRequest;
  datasetName: string;
  status: "running" | "done" | "stopped" | "failed";
  /** Records of the dataset; scored so far; that the model could not take. */
  rows: number;
  scored: number;
  rejected: number;
  startedAt: string;
  endedAt: string | null;
  error: string | null;
}

/** A replay cannot be started. */
export class ReplayRefusedError extends Error {
  override name = "ReplayRefusedError";
}

/** Replays at the same time. */
const MOST_RUNNING = 4;

/** States that are kept, the running ones among them. */
const KEPT = 50;

/** Records that are due within so many milliseconds are scored together. */
const STEP_MS = 100;

/** Records that are scored together at most. */
const BATCH = 1000;

interface Active {
  state: ReplayState;
  stop: AbortController;
  ended: Promise<void>;
}

/**
 * Replays of a server, one for each model. Records are read as they are needed, scored on the
 * scoring thread and told to the feed; a machine too slow for the speed asked for takes longer.
 */
export class Replays implements Disposable {
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: ModelService;
  readonly #memoryBytes: number;
  readonly #replays = new Map<string, Active>();

  /** @param memoryBytes that DuckDB may use */
  constructor(
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
    memoryBytes: number,
  ) {
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#memoryBytes = memoryBytes;
  }

  /** Newest first. */
  list(): ReplayState[] {
    return [...this.#replays.values()].map(({ state }) => ({ ...state })).reverse();
  }

  get(id: string): ReplayState | null {
    const active = this.#replays.get(id);
    return active ? { ...active.state } : null;
  }

  /** The newest replay for a model. */
  of(model: string): ReplayState | null {
    return this.list().find(({ request }) => request.model === model) ?? null;
  }

  /** Whether a replay that goes on reads this dataset. */
  isRead(dataset: string): boolean {
    return this.list().some(({ status, request }) =>
      status === "running" && request.dataset === dataset
    );
  }

  /**
   * Starts a replay; one that goes on for the same model is stopped.
   *
   * @throws {ReplayRefusedError} when too many go on
   */
  async start(request: ReplayRequest): Promise<ReplayState> {
    for (
      let other = this.of(request.model);
      other?.status === "running";
      other = this.of(request.model)
    ) await this.stop(other.id);
    const running = this.list().filter(({ status }) => status === "running").length;
    if (running >= MOST_RUNNING) {
      throw new ReplayRefusedError(`${MOST_RUNNING} replays are already running; stop one first.`);
    }
    const dataset = this.#datasets.get(request.dataset);
    const state: ReplayState = {
      id: newId("replay"),
      request,
      datasetName: dataset?.name ?? request.dataset,
      status: "running",
      rows: dataset?.rows ?? 0,
      scored: 0,
      rejected: 0,
      startedAt: new Date().toISOString(),
      endedAt: null,
      error: null,
    };
    const stop = new AbortController();
    this.#replays.set(state.id, { state, stop, ended: this.#run(state, stop.signal) });
    this.#forgetOld();
    return { ...state };
  }

  /** Stops a replay; nothing happens to one that has ended. */
  async stop(id: string): Promise<ReplayState | null> {
    const active = this.#replays.get(id);
    if (!active) return null;
    active.stop.abort();
    await active.ended;
    return { ...active.state };
  }

  [Symbol.dispose](): void {
    for (const { stop } of this.#replays.values()) stop.abort();
  }

  async #run(state: ReplayState, signal: AbortSignal): Promise<void> {
    try {
      await this.#play(state, signal);
      state.status = "done";
    } catch (error) {
      state.status = signal.aborted ? "stopped" : "failed";
      if (!signal.aborted) state.error = faultOf(error);
    }
    state.endedAt = new Date().toISOString();
  }

  async #play(state: ReplayState, signal: AbortSignal): Promise<void> {
    const { model, dataset, speed } = state.request;
    const pace = new Pace(speed);
    const timeColumn = "timeColumn" in speed ? speed.timeColumn : null;
    using replay = this.#models.replay(model);
    const start = performance.now();
    let batch: InputRecord[] = [];
    let until = STEP_MS;
    const score = async () => {
      if (batch.length === 0) return;
      const { scored, rejected } = await replay.score(batch);
      state.scored += scored;
      state.rejected += rejected;
      batch = [];
    };
    for await (const { record, time } of this.#read(dataset, timeColumn, signal)) {
      const due = pace.next(time);
      if (due >= until || batch.length >= BATCH) {
        await score();
        // What is due within the same step is scored together.
        until = Math.max(until, (Math.floor(due / STEP_MS) + 1) * STEP_MS);
        await pause(start + until - STEP_MS - performance.now(), signal);
      }
      batch.push(record);
    }
    await score();
  }

  #read(
    dataset: string,
    timeColumn: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<TimedRecord> {
    const memoryBytes = this.#memoryBytes;
    return readInOrder(this.#folder.parquet(dataset), timeColumn, { memoryBytes, signal });
  }

  #forgetOld(): void {
    for (const [id, { state }] of this.#replays) {
      if (this.#replays.size <= KEPT) return;
      if (state.status !== "running") this.#replays.delete(id);
    }
  }
}

/** Waits; even without a wait others get their turn. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve();
    }, Math.max(0, ms));
    signal.addEventListener("abort", end, { once: true });
  });
}

function faultOf(error: unknown): string {
  if (error instanceof DatasetError) return error.message;
  if (error instanceof Deno.errors.NotFound) return "The dataset or the model was deleted.";
  return describeFailure(error, "A replay");
}
