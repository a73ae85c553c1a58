import type { Config } from "../base/config.ts";
import { JobError } from "../jobs/child.ts";
import type { JobEnd, JobState } from "../jobs/job_end.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import { JobQueue } from "../jobs/queue.ts";
import type { JobRows, StoredWork } from "../jobs/stored_jobs.ts";
import type { DatasetProfile, DatasetProgress, DatasetStatus } from "../resources/dataset.ts";
import type { DatasetOrigin } from "../resources/dataset_origin.ts";
import type { Catalogue, DatasetRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import type { Parent } from "./derive/derive.ts";
import type { DownloadSpecification } from "./download/download_child.ts";
import { atMirror, publicSource } from "./download/sources.ts";
import type { IngestSpecification } from "./ingest/ingest_child.ts";

/** An ingest that was in progress when the server died is started this often at most. */
const MAX_ATTEMPTS = 2;

/** Downloads at the same time. */
const MAX_DOWNLOADS = 2;

/** What datasets do as stored jobs: download or generate a file, and ingest it in a child process. */
export class DatasetWork implements StoredWork<DatasetRow, DatasetProgress, DatasetProfile> {
  readonly rows: JobRows<DatasetRow>;
  readonly waiting: DatasetProgress = { phase: "Waiting", fraction: 0 };
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #config: Config;
  /** Apart from the ingests, which a slow network must not hold up. */
  readonly #downloads = new JobQueue(MAX_DOWNLOADS);

  constructor(catalogue: Catalogue, folder: DataFolder, config: Config) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#config = config;
    this.rows = catalogue.datasets;
  }

  nameOf(state: JobState): DatasetStatus {
    if (state === "queued" || state === "running") return "ingesting";
    return state === "done" ? "ready" : "failed";
  }

  titleOf(id: string): string {
    return `The dataset ${id}`;
  }

  placesOf(id: string): string[] {
    return [this.#folder.dataset(id), this.#folder.staging(id), this.#folder.upload(id)];
  }

  /** Downloads the file of a public dataset, which is then ingested as an upload is. */
  before(
    { id, origin }: DatasetRow,
    job: ManagedJob<DatasetProgress>,
  ): Promise<void> | undefined {
    if (origin.type !== "download") return undefined;
    return this.#downloads.run(() => this.#download(id, origin.source, job), job.signal);
  }

  begin(row: DatasetRow): DatasetRow {
    return { ...row, attempts: row.attempts + 1 };
  }

  async work(row: DatasetRow, job: ManagedJob<DatasetProgress>): Promise<DatasetProfile> {
    const specification: IngestSpecification = {
      origin: row.origin,
      parents: this.#parents(row.origin),
      upload: this.#folder.upload(row.id),
      staging: job.staging,
      requestedFormat: row.requestedFormat,
      limits: {
        maxLineBytes: this.#config.maxLineBytes,
        maxUncompressedBytes: this.#config.maxUncompressedBytes,
        memoryBytes: this.#config.duckdbMemoryBytes,
      },
    };
    const profile = await job.runChild<DatasetProfile>(
      new URL("./ingest/ingest_child.ts", import.meta.url),
      specification,
    );
    await job.commit(this.#folder.dataset(row.id));
    return profile;
  }

  end(row: DatasetRow, end: JobEnd<DatasetProfile>): DatasetRow {
    if (end.state === "done") {
      const { result: profile } = end;
      return { ...row, status: "ready", error: null, profile, bytes: profile.bytes };
    }
    // Only what is being deleted is cancelled.
    const error = end.state === "failed" ? end.error : "Deleted.";
    return { ...row, status: "failed", error, profile: null };
  }

  /** The file that was read is not needed any more. */
  async afterwards({ id }: DatasetRow): Promise<void> {
    await removeIfThere(this.#folder.upload(id)).catch((error) =>
      console.error(`The upload of ${id} could not be removed:`, error)
    );
  }

  async interrupt(row: DatasetRow): Promise<DatasetRow | null> {
    if (row.attempts < MAX_ATTEMPTS && await this.#hasSource(row)) return null;
    return {
      ...row,
      status: "failed",
      error: "The server stopped while it made this dataset. Make it again.",
    };
  }

  async #download(
    id: string,
    source: string,
    job: ManagedJob<DatasetProgress>,
  ): Promise<void> {
    const known = publicSource(source);
    if (!known) throw new JobError(`Netsift does not know the source "${source}" any more.`);
    const specification: DownloadSpecification = {
      source: atMirror(known, this.#config.downloadBase),
      path: this.#folder.upload(id),
      timeoutMs: this.#config.downloadTimeoutMs,
      maxContentBytes: this.#config.maxUncompressedBytes,
    };
    await job.runChild<null>(
      new URL("./download/download_child.ts", import.meta.url),
      specification,
    );
    const row = this.#catalogue.datasets.get(id);
    const { size } = await Deno.stat(this.#folder.upload(id));
    if (row) this.#catalogue.datasets.put({ ...row, bytes: size });
    job.report(this.waiting);
  }

  #parents(origin: DatasetOrigin): Parent[] {
    if (origin.type !== "derived") return [];
    return origin.parents.map(({ id, name }) => {
      const profile = this.#catalogue.datasets.get(id)?.profile;
      if (!profile) throw new JobError(`The dataset "${name}" no longer exists.`);
      return { name, parquet: this.#folder.parquet(id), profile };
    });
  }

  async #hasSource(row: DatasetRow): Promise<boolean> {
    const { origin } = row;
    const hasFile = origin.type === "upload" ||
      origin.type === "derived" && origin.operation === "labels";
    if (!hasFile) return true;
    return await Deno.stat(this.#folder.upload(row.id)).then((file) => file.isFile, () => false);
  }
}
