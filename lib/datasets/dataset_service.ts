import type {
  DatasetDetail,
  DatasetFormat,
  DatasetProfile,
  DatasetProgress,
  DatasetSummary,
  RecordTable,
} from "../resources/dataset.ts";
import { JobError } from "../jobs/child.ts";
import { StoredJobs } from "../jobs/stored_jobs.ts";
import type { Config } from "../base/config.ts";
import { PromiseCache } from "../base/lru_cache.ts";
import type { Catalogue, DatasetRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { replaceFile } from "../store/durable.ts";
import { formatPlural } from "../base/format.ts";
import type { OfficeDemoOptions } from "./demo/office/demo.ts";
import { newId } from "../store/ids.ts";
import { needsConfirmation } from "./rejected_lines.ts";
import { amendProfile } from "./amend/amend_profile.ts";
import type { ProfileChange } from "./amend/dataset_change.ts";
import type { DerivedPlan } from "./derive/request.ts";
import { DatasetWork } from "./dataset_work.ts";
import { atMirror, type PublicSource } from "./download/sources.ts";
import { newlyOff, type SwitchedOff } from "./labels/mark_leaks.ts";
import type { DatasetOrigin, UploadReading } from "../resources/dataset_origin.ts";
import { type DrawnRecord, readRecords, recordAt } from "./records.ts";

/** First records that are kept for pages that are looked at again. */
const KEPT_HEADS = 32;

/** The datasets of one server: received, ingested, described, changed, deleted. */
export class DatasetService extends StoredJobs<DatasetRow, DatasetProgress, DatasetProfile> {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #config: Config;
  /** Records of a dataset never change. */
  readonly #heads = new PromiseCache<RecordTable>(KEPT_HEADS);
  readonly #amendments = new Map<string, Promise<unknown>>();

  constructor(catalogue: Catalogue, folder: DataFolder, config: Config) {
    super(folder, new DatasetWork(catalogue, folder, config), {
      atOnce: config.maxIngests,
      mostWaiting: Infinity,
    });
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#config = config;
  }

  /** Memory that DuckDB may use for one look at a dataset. */
  get memoryBytes(): number {
    return this.#config.duckdbMemoryBytes;
  }

  /** All datasets, newest first. */
  list(): DatasetSummary[] {
    return this.#catalogue.datasets.list().map((row) => this.#summary(row));
  }

  /** One dataset, or `null`. */
  get(id: string): DatasetDetail | null {
    const row = this.#catalogue.datasets.get(id);
    return row && { ...this.#summary(row), profile: row.profile };
  }

  /**
   * The first records.
   *
   * @throws {JobError} when the dataset is not ready
   */
  async head(id: string, limit: number): Promise<RecordTable> {
    this.#ready(id);
    return await this.#heads.get(
      `${id} ${limit}`,
      () => readRecords(this.#folder.parquet(id), { limit }, this.memoryBytes),
    );
  }

  /**
   * One record.
   *
   * @param row its number, counted from 0
   * @returns `null` when there is no such dataset or record
   */
  async record(id: string, row: number): Promise<DrawnRecord | null> {
    const profile = this.#catalogue.datasets.get(id)?.profile;
    if (!profile) return null;
    const { labelColumn } = profile;
    return await recordAt(this.#folder.parquet(id), row, labelColumn, this.memoryBytes);
  }

  /**
   * Takes an upload that lies in the data folder already and ingests it.
   *
   * @param id under which the upload was stored, see {@linkcode DataFolder.upload}
   * @param reading how the file is read where there is a choice
   */
  add(
    id: string,
    name: string,
    bytes: number,
    format: DatasetFormat | null,
    reading: UploadReading = {},
  ): DatasetSummary {
    const origin = { type: "upload", file: name, ...reading } as const;
    return this.#create(newRow(id, name, origin, { bytes, format }));
  }

  /** Generates the log of an office with incidents. */
  addDemoOffice(options: OfficeDemoOptions): DatasetSummary {
    const { hosts, days } = options;
    const name = `Demo office, ${formatPlural(hosts, "host")}, ${formatPlural(days, "day")}`;
    const origin = { type: "demo", scenario: "office", ...options } as const;
    return this.#create(newRow(newId("ds"), name, origin));
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
  async addDerived({ name, file, ...derivation }: DerivedPlan): Promise<DatasetSummary> {
    const id = newId("ds");
    if (file !== undefined) await replaceFile(this.#folder.upload(id), file);
    return this.#create(newRow(id, name, { type: "derived", ...derivation }));
  }

  /** Fetches a public dataset from its source. */
  addDownload(source: PublicSource): DatasetSummary {
    const { url } = atMirror(source, this.#config.downloadBase);
    const origin = { type: "download", source: source.id, url } as const;
    return this.#create(newRow(newId("ds"), source.title, origin));
  }

  /** Whether a dataset that is being made reads this one. */
  isRead(id: string): boolean {
    return this.#catalogue.datasets.list().some(({ status, origin }) =>
      status === "ingesting" && origin.type === "derived" &&
      origin.parents.some((parent) => parent.id === id)
    );
  }

  /** Gives a dataset another name. */
  rename(id: string, name: string): void {
    const row = this.#catalogue.datasets.get(id);
    if (row) this.#catalogue.datasets.put({ ...row, name });
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
    const { profile } = this.#catalogue.datasets.get(id)!;
    const amended = await amendProfile(
      profile!,
      this.#folder.parquet(id),
      change,
      this.memoryBytes,
    );
    // Records without a label may have got one.
    this.#heads.clear();
    const row = this.#catalogue.datasets.get(id);
    if (row) this.#catalogue.datasets.put({ ...row, profile: amended });
    return newlyOff(profile!.columns, amended.columns);
  }

  #ready(id: string): void {
    const row = this.#catalogue.datasets.get(id);
    if (row?.status !== "ready") throw new JobError(`The dataset "${id}" is not ready.`);
  }

  /** Takes datasets in, all or none; gives the first. */
  #create(...rows: DatasetRow[]): DatasetSummary {
    this.enqueue(...rows);
    return this.#summary(rows[0]);
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
      progress: row.status === "ingesting" ? this.job(row.id)?.progress ?? null : null,
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
