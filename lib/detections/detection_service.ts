import { join } from "node:path";
import type { Config } from "../base/config.ts";
import { requireConfirmed } from "../datasets/confirmation.ts";
import { StoredJobs } from "../jobs/stored_jobs.ts";
import type {
  Detection,
  DetectionProgress,
  DetectionRecord,
  Timeline,
} from "../resources/detection.ts";
import type { Catalogue, DetectionRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import { type DetectionEnd, type DetectionServices, DetectionWork } from "./detection_work.ts";
import { DetectionAnswers } from "./findings/detection_answers.ts";
import { BUCKETS_FILE, CONNECTIONS_FILE } from "./findings/finding_files.ts";
import { type HostProfile, profileWidth, readHostProfile } from "./hosts/host_profile.ts";
import {
  countDetectionRecords,
  readDetectionRecords,
  type RecordFilter,
} from "./records/read_records.ts";
import { parseDetectionRequest } from "./request.ts";
import { readTotals, type TotalBucket } from "./timeline/read_totals.ts";
import { readTimeline, type TimelineQuery } from "./timeline/read_timeline.ts";

/** The detections of one server, one at a time: asked for, queued, cancelled, deleted, read. */
export class DetectionService extends StoredJobs<DetectionRow, DetectionProgress, DetectionEnd> {
  /** What those that are done have found. */
  readonly answers: DetectionAnswers;
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #services: DetectionServices;
  readonly #work: DetectionWork;
  readonly #memoryBytes: number;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    services: DetectionServices,
    config: Config,
  ) {
    const work = new DetectionWork(catalogue, folder, services, config);
    super(folder, work, {
      mostWaiting: 100,
      retryAfterSeconds: 60,
      refusal: "Too many detections are already waiting. Try again later.",
    });
    this.answers = new DetectionAnswers(folder, services.silences);
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#services = services;
    this.#work = work;
    this.#memoryBytes = config.duckdbMemoryBytes;
  }

  /** All detections, newest first, each with its worst hosts; without what is silenced. */
  async list(): Promise<Detection[]> {
    return await Promise.all(
      this.#catalogue.detections.list().map(async (row) => {
        try {
          return await this.#withoutSilenced(row);
        } catch (error) {
          // It was deleted while others were read.
          if (error instanceof Deno.errors.NotFound) return this.#shown(row);
          throw error;
        }
      }),
    );
  }

  /** One detection with all hosts that are listed, or `null`. */
  async get(id: string): Promise<Detection | null> {
    const row = this.#catalogue.detections.get(id);
    if (!row) return null;
    const detection = await this.#withoutSilenced(row);
    return row.status === "done"
      ? { ...detection, hosts: await this.answers.hosts(id) }
      : detection;
  }

  /**
   * Starts a detection, or queues it. Of a dataset that is still being read it waits for the end.
   *
   * @param body what was asked for, not checked yet
   * @throws {BusyError} when too many detections wait
   * @throws {z.ZodError} with the path of each field that is wrong
   * @throws {JobError} when the model cannot score the dataset, or that needs confirmation
   */
  async start(body: unknown): Promise<Detection> {
    this.refuseWhenFull();
    const { datasets, models } = this.#services;
    const request = parseDetectionRequest(body, {
      findDataset: (id) => datasets.get(id),
      findModel: (id) => models.get(id),
    });
    const dataset = datasets.get(request.dataset)!;
    requireConfirmed(dataset);
    if (request.model !== undefined && dataset.profile) {
      await this.#work.checkModel(request.model, dataset.profile);
    }
    const row: DetectionRow = {
      id: newId("detection"),
      name: request.name,
      status: "queued",
      request,
      dataset: request.dataset,
      datasetName: dataset.name,
      createdAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
      error: null,
    };
    this.enqueue(row);
    return this.#shown(row);
  }

  /** Whether a detection that waits or goes on reads the dataset. */
  uses(dataset: string): boolean {
    return this.underWay().some((row) => row.dataset === dataset);
  }

  /** Hosts, services or kinds of findings over time, the worst first; none without times. */
  async timeline(id: string, query: Omit<TimelineQuery, "base">): Promise<Timeline[]> {
    const interval = this.#catalogue.detections.get(id)?.interval;
    if (!interval) return [];
    const findings = await this.answers.findings(id);
    return await readTimeline(
      this.#path(id, CONNECTIONS_FILE),
      this.#path(id, BUCKETS_FILE),
      findings,
      { ...query, base: interval * 1000 },
      this.#options(),
    );
  }

  /** All records over time of a detection that is done; none without times. */
  async totals(id: string): Promise<TotalBucket[]> {
    if (!this.#catalogue.detections.get(id)?.interval) return [];
    return await readTotals(this.#path(id, BUCKETS_FILE), this.#options());
  }

  /** What one host does over time and with whom; `null` where no record names it. */
  async hostProfile(id: string, host: string): Promise<HostProfile | null> {
    const row = this.#catalogue.detections.get(id);
    if (!row?.span || !row.interval) return null;
    const [from, to] = [Date.parse(row.span.from), Date.parse(row.span.to)];
    const width = profileWidth(to - from, row.interval * 1000);
    return await readHostProfile(
      this.#path(id, CONNECTIONS_FILE),
      host,
      { from, to, width },
      this.#options(),
    );
  }

  /** Some records of a detection that is done. */
  async records(id: string, filter: RecordFilter): Promise<DetectionRecord[]> {
    const row = this.#catalogue.detections.get(id)!;
    const { datasets, models } = this.#services;
    const dataset = datasets.get(row.dataset);
    return await readDetectionRecords(
      this.#path(id, CONNECTIONS_FILE),
      filter,
      {
        dataset: dataset?.profile ? this.#folder.parquet(row.dataset) : null,
        models: row.models ?? [],
        explainer: models,
      },
      this.#options(),
    );
  }

  /** A row as lists show it. What it found is read only where something is silenced. */
  async #withoutSilenced(row: DetectionRow): Promise<Detection> {
    const shown = this.#shown(row);
    return row.status === "done" && this.answers.isSilencing
      ? { ...shown, ...await this.answers.summary(row.id) }
      : shown;
  }

  /** A row with its progress, and with empty lists until there are findings. */
  #shown(row: DetectionRow): Detection {
    return { span: null, models: [], hosts: [], checks: [], ...this.withProgress(row) };
  }

  /** How many records of a detection that is done are so. */
  async countRecords(id: string, selector: RecordFilter["selector"]): Promise<number> {
    return await countDetectionRecords(
      this.#path(id, CONNECTIONS_FILE),
      selector,
      this.#options(),
    );
  }

  #path(id: string, file: string): string {
    return join(this.#folder.detection(id), file);
  }

  #options() {
    return {
      spillFolder: this.#folder.staging(crypto.randomUUID()),
      memoryBytes: this.#memoryBytes,
    };
  }
}
