/**
 * The datasets of a server: received, ingested in child processes, described, changed, deleted.
 *
 * @module
 */
import type {
  DatasetDetail,
  DatasetFormat,
  DatasetProfile,
  DatasetProgress,
  DatasetSummary,
  RecordTable,
} from "../resources/dataset.ts";
import { type ChildJob, JobCancelled, JobError, startChild } from "../jobs/child.ts";
import { JobChannel } from "../jobs/channel.ts";
import { describeFailure } from "../jobs/describe_failure.ts";
import { JobQueue } from "../jobs/queue.ts";
import type { Config } from "../base/config.ts";
import { LruCache } from "../base/lru_cache.ts";
import type { Catalogue, DatasetRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import { deleteStored } from "../store/delete_stored.ts";
import { newId } from "../store/ids.ts";
import { needsConfirmation } from "./rejected_lines.ts";
import { amendProfile, type ProfileChange } from "./amend.ts";
import type { Parent } from "./derive/derive.ts";
import type { DerivedPlan } from "./derive/request.ts";
import type { DownloadSpecification } from "./download/download_child.ts";
import { atMirror, type PublicSource, publicSource } from "./download/sources.ts";
import type { IngestSpecification } from "./ingest/ingest_child.ts";
import { newlyOff, type SwitchedOff } from "./labels/mark_leaks.ts";
import type { DatasetOrigin } from "../resources/dataset_origin.ts";
import { type DrawnRecord, readRecords, recordAt } from "./records.ts";

/** An ingest that was under way when the server died is started this often at most. */
const MAX_ATTEMPTS = 2;

/** Downloads at the same time. */
const MAX_DOWNLOADS = 2;

/** First records that are kept for pages that are looked at again. */
const KEPT_HEADS = 32;

/** An ingest that goes on. */
interface ActiveIngest {
  channel: JobChannel;
  progress: DatasetProgress;
  job: ChildJob<unknown> | null;
}

/** The datasets of one server. */
export class DatasetService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #config: Config;
  readonly #queue: JobQueue;
  /** Apart from the ingests, which a slow network must not hold up. */
  readonly #downloads = new JobQueue(MAX_DOWNLOADS);
  /** Records of a dataset never change. */
  readonly #heads = new LruCache<string, Promise<RecordTable>>(KEPT_HEADS, () => {});
  readonly #amendments = new Map<string, Promise<unknown>>();
  readonly #active = new Map<string, ActiveIngest>();

  constructor(catalogue: Catalogue, folder: DataFolder, config: Config) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#config = config;
    this.#queue = new JobQueue(config.maxIngests);
  }

  /** Memory that DuckDB may use for one look at a dataset. */
  get memoryBytes(): number {
    return this.#config.duckdbMemoryBytes;
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
    const key = `${id} ${limit}`;
    let head = this.#heads.get(key);
    if (!head) {
      head = readRecords(this.#folder.parquet(id), { limit }, this.memoryBytes);
      head.catch(() => this.#heads.delete(key));
      this.#heads.set(key, head);
    }
    return await head;
  }

  /**
   * One record.
   *
   * @param row its number, counted from 0
   * @returns `null` when there is no such dataset or record
   */
  async record(id: string, row: number): Promise<DrawnRecord | null> {
    const profile = this.#catalogue.dataset(id)?.profile;
    if (!profile) return null;
    const { labelColumn } = profile;
    return await recordAt(this.#folder.parquet(id), row, labelColumn, this.memoryBytes);
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
   * @param kind of records to read where the file holds several
   */
  add(
    id: string,
    name: string,
    bytes: number,
    format: DatasetFormat | null,
    kind?: string,
  ): DatasetSummary {
    const origin = { type: "upload", file: name, ...(kind !== undefined && { kind }) } as const;
    return this.#create(newRow(id, name, origin, { bytes, format }));
  }

  /** Generates a train and a test set of demo traffic. */
  addDemo(options: { rows: number; seed: number }): { train: string; test: string } {
    const row = (part: "train" | "test", rows: number) =>
      newRow(newId("ds"), `Demo traffic, ${part}`, {
        type: "demo",
        part,
        rows,
        seed: options.seed,
      });
    const train = row("train", options.rows);
    const test = row("test", Math.ceil(options.rows / 2));
    this.#create(train, test);
    return { train: train.id, test: test.id };
  }

  /** Makes a dataset of others, which must be ready. */
  addDerived({ name, ...derivation }: DerivedPlan): DatasetSummary {
    return this.#create(newRow(newId("ds"), name, { type: "derived", ...derivation }));
  }

  /** Fetches a public dataset from its source. */
  addDownload(source: PublicSource): DatasetSummary {
    const { url } = atMirror(source, this.#config.downloadBase);
    const origin = { type: "download", source: source.id, url } as const;
    return this.#create(newRow(newId("ds"), source.title, origin));
  }

  /** Whether a dataset that is being made reads this one. */
  isRead(id: string): boolean {
    return this.#catalogue.datasets().some(({ status, origin }) =>
      status === "ingesting" && origin.type === "derived" &&
      origin.parents.some((parent) => parent.id === id)
    );
  }

  /** Gives a dataset another name. */
  rename(id: string, name: string): void {
    const row = this.#catalogue.dataset(id);
    if (row) this.#catalogue.putDataset({ ...row, name });
  }

  /**
   * Changes what a person may change of a profile. Changes of one dataset are made one after the
   * other, so that none is lost.
   *
   * @returns columns that were switched off by it because they give the label away
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {JobError} when the dataset is not ready
   */
  async amend(id: string, change: ProfileChange): Promise<SwitchedOff[]> {
    const before = this.#amendments.get(id) ?? Promise.resolve();
    const amendment = before.catch(() => {}).then(() => this.#amend(id, change));
    this.#amendments.set(id, amendment);
    try {
      return await amendment;
    } finally {
      if (this.#amendments.get(id) === amendment) this.#amendments.delete(id);
    }
  }

  async #amend(id: string, change: ProfileChange): Promise<SwitchedOff[]> {
    this.#ready(id);
    const { profile } = this.#catalogue.dataset(id)!;
    const amended = await amendProfile(
      profile!,
      this.#folder.parquet(id),
      change,
      this.memoryBytes,
    );
    // Records without a label may have got one.
    this.#heads.clear();
    const row = this.#catalogue.dataset(id);
    if (row) this.#catalogue.putDataset({ ...row, profile: amended });
    return newlyOff(profile!.columns, amended.columns);
  }

  /** Deletes a dataset; an ingest that goes on is ended. */
  async delete(id: string): Promise<void> {
    this.#queue.remove(id);
    this.#downloads.remove(id);
    const active = this.#active.get(id);
    this.#active.delete(id);
    active?.job?.cancel();
    await active?.job?.result.catch(() => {});
    active?.channel.emit({ type: "done", data: { status: "failed", error: "Deleted." } });
    const row = this.#catalogue.dataset(id);
    if (row?.status === "ingesting") {
      this.#catalogue.keepDataset({ ...row, status: "failed", error: "Deleted." });
    }
    await deleteStored(
      this.#catalogue,
      this.#folder,
      id,
      () => this.#catalogue.deleteDataset(id),
      this.#places(id),
    );
  }

  /** After a start: ingests that were under way when the last server ended begin anew. */
  async resume(): Promise<void> {
    for (const row of this.#catalogue.datasets()) {
      if (row.status !== "ingesting") continue;
      if (row.attempts < MAX_ATTEMPTS && await this.#hasSource(row)) this.#enqueue(row);
      else {
        this.#catalogue.keepDataset({
          ...row,
          status: "failed",
          error: "The server stopped while it made this dataset. Make it again.",
        });
      }
    }
  }

  #ready(id: string): void {
    const row = this.#catalogue.dataset(id);
    if (row?.status !== "ready") throw new JobError(`The dataset "${id}" is not ready.`);
  }

  /** Takes datasets in, all or none; gives the first. */
  #create(...rows: DatasetRow[]): DatasetSummary {
    this.#catalogue.putDataset(...rows);
    for (const row of rows) this.#enqueue(row);
    return this.#summary(rows[0]);
  }

  #enqueue(row: DatasetRow): void {
    const active: ActiveIngest = {
      channel: new JobChannel(),
      progress: { phase: "Waiting", fraction: 0 },
      job: null,
    };
    this.#active.set(row.id, active);
    if (row.origin.type === "download") {
      const { source } = row.origin;
      this.#downloads.add(row.id, () => this.#download(row.id, source, active));
    } else this.#queue.add(row.id, () => this.#ingest(row.id, active));
  }

  /** Fetches the file of a public dataset, which is then ingested as an upload is. */
  async #download(id: string, source: string, active: ActiveIngest): Promise<void> {
    if (!this.#catalogue.dataset(id)) return;
    try {
      await this.#runDownload(id, source, active);
      const row = this.#catalogue.dataset(id);
      if (!row) return await this.#removeFiles(id);
      const { size } = await Deno.stat(this.#folder.upload(id));
      this.#catalogue.putDataset({ ...row, bytes: size });
    } catch (error) {
      return await this.#fail(id, active, error);
    }
    this.#report(active, { phase: "Waiting", fraction: 0 });
    this.#queue.add(id, () => this.#ingest(id, active));
  }

  async #ingest(id: string, active: ActiveIngest): Promise<void> {
    const row = this.#catalogue.dataset(id);
    if (!row) return;
    try {
      this.#catalogue.putDataset({ ...row, attempts: row.attempts + 1 });
      const profile = await this.#runChild(row, active);
      await this.#folder.commit(id, this.#folder.dataset(id));
      await this.#finish(id, active, { status: "ready", error: null, profile });
    } catch (error) {
      await this.#fail(id, active, error);
    }
  }

  async #fail(id: string, active: ActiveIngest, error: unknown): Promise<void> {
    if (error instanceof JobCancelled) return;
    await this.#folder.discard(id);
    await this.#finish(id, active, {
      status: "failed",
      error: describeFailure(error, `The dataset ${id}`),
      profile: null,
    });
  }

  async #finish(
    id: string,
    active: ActiveIngest,
    outcome: Pick<DatasetRow, "status" | "error" | "profile">,
  ): Promise<void> {
    const current = this.#catalogue.dataset(id);
    if (!current) return await this.#removeFiles(id);
    this.#catalogue.keepDataset({
      ...current,
      ...outcome,
      bytes: outcome.profile?.bytes ?? current.bytes,
    });
    await removeIfThere(this.#folder.upload(id)).catch((error) =>
      console.error(`The upload of ${id} could not be removed:`, error)
    );
    this.#active.delete(id);
    active.channel.emit({
      type: "done",
      data: { status: outcome.status, error: outcome.error },
    });
  }

  #report(active: ActiveIngest, progress: DatasetProgress): void {
    active.progress = progress;
    active.channel.emit({ type: "progress", data: { status: "ingesting", progress } });
  }

  async #runDownload(id: string, source: string, active: ActiveIngest): Promise<void> {
    const known = publicSource(source);
    if (!known) throw new JobError(`Netsift does not know the source "${source}" any more.`);
    const specification: DownloadSpecification = {
      source: atMirror(known, this.#config.downloadBase),
      path: this.#folder.upload(id),
      timeoutMs: this.#config.downloadTimeoutMs,
      maxContentBytes: this.#config.maxUncompressedBytes,
    };
    const job = startChild<DatasetProgress, null>(
      new URL("./download/download_child.ts", import.meta.url),
      specification,
      (progress) => this.#report(active, progress),
    );
    active.job = job;
    await job.result;
  }

  async #runChild(row: DatasetRow, active: ActiveIngest): Promise<DatasetProfile> {
    const specification: IngestSpecification = {
      origin: row.origin,
      parents: this.#parents(row.origin),
      upload: this.#folder.upload(row.id),
      staging: this.#folder.staging(row.id),
      requestedFormat: row.requestedFormat,
      limits: {
        maxLineBytes: this.#config.maxLineBytes,
        maxUncompressedBytes: this.#config.maxUncompressedBytes,
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
    };
    const job = startChild<DatasetProgress, DatasetProfile>(
      new URL("./ingest/ingest_child.ts", import.meta.url),
      specification,
      (progress) => this.#report(active, progress),
    );
    active.job = job;
    return await job.result;
  }

  #parents(origin: DatasetOrigin): Parent[] {
    if (origin.type !== "derived") return [];
    return origin.parents.map(({ id, name }) => {
      const profile = this.#catalogue.dataset(id)?.profile;
      if (!profile) throw new JobError(`The dataset "${name}" is not there any more.`);
      return { name, parquet: this.#folder.parquet(id), profile };
    });
  }

  async #hasSource(row: DatasetRow): Promise<boolean> {
    if (row.origin.type !== "upload") return true;
    return await Deno.stat(this.#folder.upload(row.id)).then((file) => file.isFile, () => false);
  }

  #places(id: string): string[] {
    return [this.#folder.dataset(id), this.#folder.staging(id), this.#folder.upload(id)];
  }

  async #removeFiles(id: string): Promise<void> {
    for (const path of this.#places(id)) await removeIfThere(path);
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
      needsConfirmation: row.profile !== null && needsConfirmation(row.profile),
      origin: row.origin,
      bytes: row.bytes,
      createdAt: row.createdAt,
      progress: row.status === "ingesting" ? this.#active.get(row.id)?.progress ?? null : null,
      error: row.error,
    };
  }
}

/** A dataset that is still to be made. */
function newRow(
  id: string,
  name: string,
  origin: DatasetOrigin,
  upload: { bytes: number; format: DatasetFormat | null } = { bytes: 0, format: null },
): DatasetRow {
  return {
    id,
    name,
    status: "ingesting",
    origin,
    requestedFormat: upload.format,
    bytes: upload.bytes,
    createdAt: new Date().toISOString(),
    attempts: 0,
    error: null,
    profile: null,
  };
}
