/**
 * The datasets of a server: received, ingested in child processes, described, changed, deleted.
 *
 * @module
 */
import { type ChildJob, JobCancelled, JobError, startChild } from "../jobs/child.ts";
import { JobChannel } from "../jobs/channel.ts";
import { JobQueue } from "../jobs/queue.ts";
import type { Config } from "../config.ts";
import type { Catalogue, DatasetRow, DatasetSource } from "../store/catalogue.ts";
import { type DataFolder, removeIfThere } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import type { IngestSpecification } from "./ingest_child.ts";
import { readRecords } from "./records.ts";
import type {
  DatasetFormat,
  DatasetProfile,
  DatasetProgress,
  DatasetSummary,
  RecordTable,
} from "./types.ts";

/** An ingest that was under way when the server died is started this often at most. */
const MAX_ATTEMPTS = 2;

/** A dataset with all that is known of it. */
export type DatasetDetail = DatasetSummary & { profile: DatasetProfile | null };

/** An ingest that goes on. */
interface ActiveIngest {
  channel: JobChannel;
  progress: DatasetProgress;
  job: ChildJob<DatasetProfile> | null;
}

/** The datasets of one server. */
export class DatasetLibrary {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #queue: JobQueue;
  readonly #active = new Map<string, ActiveIngest>();

  constructor(catalogue: Catalogue, folder: DataFolder, config: Config) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#config = config;
    this.#queue = new JobQueue(config.maxIngests);
  }

  /** All datasets, newest first. */
  list(): DatasetSummary[] {
    return this.#catalogue.datasets().map((row) => this.#summary(row));
  }

  /** One dataset, or `null`. */
  get(id: string): DatasetDetail | null {
    const row = this.#catalogue.dataset(id);
    return row && { ...this.#summary(row), profile: row.profile };
  }

  /**
   * The first records.
   *
   * @throws {JobError} when the dataset is not ready
   */
  async head(id: string, limit: number): Promise<RecordTable> {
    this.#ready(id);
    return await readRecords(this.#folder.parquet(id), { limit });
  }

  /** Where an ingest tells what happens; of one that has ended, only that. */
  channel(id: string): JobChannel | null {
    const active = this.#active.get(id);
    if (active) return active.channel;
    const row = this.#catalogue.dataset(id);
    if (!row) return null;
    const channel = new JobChannel();
    channel.emit({ type: "done", data: { status: row.status, error: row.error } });
    return channel;
  }

  /**
   * Takes an upload that lies in the data folder already and ingests it.
   *
   * @param id under which the upload was stored, see {@linkcode DataFolder.upload}
   */
  add(id: string, name: string, bytes: number, format: DatasetFormat | null): DatasetSummary {
    return this.#create(id, name, bytes, format, { type: "upload" });
  }

  /** Generates a train and a test set of demo traffic. */
  addDemo(options: { rows: number; seed: number }): { train: string; test: string } {
    const create = (part: "train" | "test", rows: number) =>
      this.#create(newId("ds"), `Demo traffic, ${part}`, 0, null, {
        type: "demo",
        part,
        rows,
        seed: options.seed,
      }).id;
    return {
      train: create("train", options.rows),
      test: create("test", Math.ceil(options.rows / 2)),
    };
  }

  /** Changes what a person may change. */
  update(id: string, change: { name?: string; profile?: DatasetProfile }): void {
    const row = this.#catalogue.dataset(id);
    if (row) this.#catalogue.putDataset({ ...row, ...change });
  }

  /** Deletes a dataset; an ingest that goes on is ended. */
  async delete(id: string): Promise<void> {
    this.#catalogue.deleteDataset(id);
    this.#queue.remove(id);
    const active = this.#active.get(id);
    this.#active.delete(id);
    active?.job?.cancel();
    await active?.job?.result.catch(() => {});
    active?.channel.emit({ type: "done", data: { status: "failed", error: "Deleted." } });
    await this.#removeFiles(id);
  }

  /** After a start: ingests that were under way when the last server ended begin anew. */
  async resume(): Promise<void> {
    for (const row of this.#catalogue.datasets()) {
      if (row.status !== "ingesting") continue;
      if (row.attempts < MAX_ATTEMPTS && await this.#hasSource(row)) this.#enqueue(row);
      else {
        this.#catalogue.putDataset({
          ...row,
          status: "failed",
          error: "The server stopped while it read this file. Upload it again.",
        });
      }
    }
  }

  #ready(id: string): void {
    const row = this.#catalogue.dataset(id);
    if (row?.status !== "ready") throw new JobError(`The dataset "${id}" is not ready.`);
  }

  #create(
    id: string,
    name: string,
    bytes: number,
    requestedFormat: DatasetFormat | null,
    source: DatasetSource,
  ): DatasetSummary {
    const row: DatasetRow = {
      id,
      name,
      status: "ingesting",
      source,
      requestedFormat,
      bytes,
      createdAt: new Date().toISOString(),
      attempts: 0,
      error: null,
      profile: null,
    };
    this.#catalogue.putDataset(row);
    this.#enqueue(row);
    return this.#summary(row);
  }

  #enqueue(row: DatasetRow): void {
    const active: ActiveIngest = {
      channel: new JobChannel(),
      progress: { phase: "Waiting", fraction: 0 },
      job: null,
    };
    this.#active.set(row.id, active);
    this.#queue.add(row.id, () => this.#ingest(row.id, active));
  }

  async #ingest(id: string, active: ActiveIngest): Promise<void> {
    const row = this.#catalogue.dataset(id);
    if (!row) return;
    this.#catalogue.putDataset({ ...row, attempts: row.attempts + 1 });
    let outcome: Pick<DatasetRow, "status" | "error" | "profile">;
    try {
      const profile = await this.#runChild(row, active);
      await this.#folder.commit(id, this.#folder.dataset(id));
      outcome = { status: "ready", error: null, profile };
    } catch (error) {
      if (error instanceof JobCancelled) return;
      if (!(error instanceof JobError)) console.error(`Ingest of ${id} failed:`, error);
      outcome = {
        status: "failed",
        error: error instanceof JobError
          ? error.message
          : "The file could not be read, for a reason inside Netsift; the server's log has it.",
        profile: null,
      };
      await removeIfThere(this.#folder.staging(id));
    }
    const current = this.#catalogue.dataset(id);
    if (!current) return await this.#removeFiles(id);
    this.#catalogue.putDataset({
      ...current,
      ...outcome,
      bytes: outcome.profile?.bytes ?? current.bytes,
    });
    await removeIfThere(this.#folder.upload(id));
    this.#active.delete(id);
    active.channel.emit({
      type: "done",
      data: { status: outcome.status, error: outcome.error },
    });
  }

  async #runChild(row: DatasetRow, active: ActiveIngest): Promise<DatasetProfile> {
    const specification: IngestSpecification = {
      source: row.source,
      upload: this.#folder.upload(row.id),
      staging: this.#folder.staging(row.id),
      requestedFormat: row.requestedFormat,
      limits: {
        maxLineBytes: this.#config.maxLineBytes,
        maxUncompressedBytes: this.#config.maxUncompressedBytes,
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
    };
    active.job = startChild<DatasetProgress, DatasetProfile>(
      new URL("./ingest_child.ts", import.meta.url),
      specification,
      (progress) => {
        active.progress = progress;
        active.channel.emit({ type: "progress", data: { status: "ingesting", progress } });
      },
    );
    return await active.job.result;
  }

  async #hasSource(row: DatasetRow): Promise<boolean> {
    if (row.source.type === "demo") return true;
    return await Deno.stat(this.#folder.upload(row.id)).then((file) => file.isFile, () => false);
  }

  async #removeFiles(id: string): Promise<void> {
    for (
      const path of [
        this.#folder.dataset(id),
        this.#folder.staging(id),
        this.#folder.upload(id),
      ]
    ) await removeIfThere(path);
  }

  #summary(row: DatasetRow): DatasetSummary {
    return {
      id: row.id,
      name: row.name,
      status: row.status,
      format: row.profile?.format ?? null,
      rows: row.profile?.rows ?? null,
      columns: row.profile?.columns.length ?? null,
      labels: row.profile?.labels ?? [],
      bytes: row.bytes,
      createdAt: row.createdAt,
      progress: row.status === "ingesting" ? this.#active.get(row.id)?.progress ?? null : null,
      error: row.error,
    };
  }
}
