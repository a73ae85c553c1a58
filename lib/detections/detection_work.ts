import { join } from "node:path";
import type { Config } from "../base/config.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import { JobError } from "../jobs/child.ts";
import { Eta } from "../base/pace/eta.ts";
import type { JobEnd } from "../jobs/job_end.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import type { JobRows, StoredWork } from "../jobs/stored_jobs.ts";
import { begun, ended, interrupted } from "../jobs/timed_row.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import type {
  Baseline,
  DetectionProgress,
  DetectionResult,
  UnusualHost,
} from "../resources/detection.ts";
import { BatchWork } from "../scoring/batch/batch_work.ts";
import type { ModelService } from "../scoring/model_service.ts";
import type { Catalogue, DetectionRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { removeIfThere } from "../store/remove_if_there.ts";
import type { RunService } from "../training/run_service.ts";
import { flaggedShare } from "./auto_detectors.ts";
import { findConnectionColumns } from "../datasets/connections/find_columns.ts";
import type { DetectionOutcome } from "./detect.ts";
import {
  BUCKETS_FILE,
  CONNECTIONS_FILE,
  readFindings,
  readHosts,
} from "./findings/finding_files.ts";
import { type FoundHost, foundHosts } from "./hosts/found_hosts.ts";
import { hostsWithout, silenceOf } from "./silences/apply_silences.ts";
import { NAMED_HOSTS } from "./findings/detection_answers.ts";
import type { DetectionSpecification } from "./specification.ts";
import type { SilenceService } from "./silences/silence_service.ts";
import { trainModels } from "./train_models.ts";

/** Share of the work that training is. */
const TRAINING = 0.35;

const NO_BASELINE =
  "Without a clean period, the models flag the records that are most unlike the others, whether or " +
  "not something is wrong. Anything that makes up much of the data looks usual to them.";

/** What the work of a detection gives. */
export interface DetectionEnd {
  result: DetectionResult;
  /** Hosts with findings that no silence hides, worst first. */
  found: FoundHost[];
}

/** Is told what a detection has found; what it gives is written with the detection, or neither is. */
export type FoundListener = (row: DetectionRow, found: FoundHost[]) => () => void;

/** What a detection needs of the server. */
export interface DetectionServices {
  datasets: DatasetService;
  runs: RunService;
  models: ModelService;
  silences: SilenceService;
  onFound: FoundListener;
}

/** What detections do as stored jobs: train, then score and check in a child process. */
export class DetectionWork implements StoredWork<DetectionRow, DetectionProgress, DetectionEnd> {
  readonly rows: JobRows<DetectionRow>;
  readonly waiting: DetectionProgress = { phase: "Waiting for its turn", fraction: 0 };
  readonly #folder: DataFolder;
  readonly #services: DetectionServices;
  readonly #batches: BatchWork;
  readonly #memoryBytes: number;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    services: DetectionServices,
    config: Config,
  ) {
    this.#folder = folder;
    this.#services = services;
    this.#batches = new BatchWork(catalogue, folder, services.datasets, services.models, config);
    this.#memoryBytes = config.duckdbMemoryBytes;
    this.rows = catalogue.detections;
  }

  titleOf(id: string): string {
    return `Detection ${id}`;
  }

  placesOf(id: string): string[] {
    return [this.#folder.detection(id)];
  }

  /** Tells of the reading of the file, until that has ended. */
  before(
    { dataset }: DetectionRow,
    job: ManagedJob<DetectionProgress>,
  ): Promise<void> | undefined {
    const { datasets } = this.#services;
    if (datasets.get(dataset)?.status !== "ingesting") return undefined;
    return datasets.channel(dataset)?.untilDone(job.signal, (data) => {
      const { progress } = data as { progress: DetectionProgress | null };
      if (progress) job.report({ ...progress, phase: `Reading the file: ${progress.phase}` });
    });
  }

  begin(row: DetectionRow): DetectionRow {
    return begun(row);
  }

  async work(row: DetectionRow, job: ManagedJob<DetectionProgress>): Promise<DetectionEnd> {
    job.report({ phase: "Starting", fraction: 0 });
    const { request } = row;
    const profile = this.#profile(row);
    const columns = findConnectionColumns(profile.columns);
    const timeColumn = profile.columns.find(({ name, role }) =>
      role === "timestamp" && columns.columns.time?.includes(name)
    );
    const trained = request.model === undefined
      ? await trainModels(
        this.#services.runs,
        {
          request,
          timeColumn: timeColumn?.name ?? null,
          share: TRAINING,
        },
        job,
      )
      : { models: [request.model] };
    if ("reason" in trained && columns.missing.length > 0) throw new JobError(trained.reason);
    const models = "models" in trained ? trained.models : [];
    const start = request.model === undefined ? TRAINING : 0;
    const eta = new Eta(performance.now());
    const { baseline, checks, timeZone } = request;
    const specification: DetectionSpecification = {
      parquet: this.#folder.parquet(row.dataset),
      profile,
      rows: profile.rows,
      columns,
      models: await this.#batches.sources(models, profile),
      falseAlarms: this.#falseAlarms(models, baseline),
      // Checks report nothing of a period that is clean; of the whole, they learn day by day.
      baseline: typeof baseline === "string" ? null : {
        ...(baseline.from !== undefined && { from: Date.parse(baseline.from) }),
        ...(baseline.to !== undefined && { to: Date.parse(baseline.to) }),
      },
      ...(checks !== "all" && { checks }),
      timeZone,
      staging: job.staging,
      memoryBytes: this.#memoryBytes,
    };
    const outcome = await job.runChild<DetectionOutcome, DetectionProgress>(
      new URL("./detection_child.ts", import.meta.url),
      specification,
      ({ phase, fraction }) => {
        const etaSeconds = eta.estimate(fraction, performance.now());
        job.report({
          phase,
          fraction: start + (1 - start) * fraction,
          ...(etaSeconds !== undefined && { etaSeconds }),
        });
      },
    );
    const hosts = await readHosts(job.staging);
    const found = await this.#found(job.staging, hosts);
    await keepOnly(job.staging);
    await job.commit(this.#folder.detection(row.id));
    const result = {
      ...outcome,
      ...("run" in trained && { run: trained.run }),
      models,
      hosts: hosts.slice(0, NAMED_HOSTS),
      notes: [
        ...("reason" in trained ? [`No model could be trained: ${trained.reason}`] : []),
        ...outcome.notes,
        ...(baseline === "unknown" && "run" in trained ? [NO_BASELINE] : []),
      ],
    };
    return { result, found };
  }

  end(row: DetectionRow, end: JobEnd<DetectionEnd>): DetectionRow {
    return ended(row, end, end.state === "done" ? end.result.result : {});
  }

  alongside(row: DetectionRow, end: JobEnd<DetectionEnd>): () => void {
    return this.#services.onFound(row, end.state === "done" ? end.result.found : []);
  }

  interrupt(row: DetectionRow): DetectionRow | null {
    return interrupted(row, "detection");
  }

  /** A {@linkcode JobError} says why a model cannot score a dataset. */
  async checkModel(model: string, profile: DatasetProfile): Promise<void> {
    await this.#batches.sources([model], profile);
  }

  async #found(folder: string, hosts: UnusualHost[]): Promise<FoundHost[]> {
    const silences = this.#services.silences.current();
    const findings = await readFindings(folder);
    return foundHosts(
      hostsWithout(silences, hosts, findings),
      findings.filter((finding) => !silenceOf(finding, silences)),
    );
  }

  #profile({ dataset: id }: DetectionRow): DatasetProfile {
    const dataset = this.#services.datasets.get(id);
    if (dataset?.status === "failed") throw new JobError(`The file was not read: ${dataset.error}`);
    if (!dataset?.profile) throw new JobError("The dataset of this detection was deleted.");
    return dataset.profile;
  }

  /** Share of usual records that the models flag, as far as their thresholds say so. */
  #falseAlarms(models: string[], baseline: Baseline): number {
    const share = models.reduce((sum, id) => {
      const threshold = this.#services.models.get(id)?.threshold;
      if (threshold?.rule === "quantile") return sum + 1 - threshold.q;
      return sum + (threshold?.falsePositiveRate?.estimate ?? flaggedShare(baseline));
    }, 0);
    return Math.min(0.5, Math.max(1e-4, share));
  }
}

/** Removes what the work has left beside the files that are kept. */
async function keepOnly(folder: string): Promise<void> {
  const kept = new Set([CONNECTIONS_FILE, BUCKETS_FILE]);
  for await (const { name } of Deno.readDir(folder)) {
    if (!kept.has(name) && !name.endsWith(".json")) await removeIfThere(join(folder, name));
  }
}
