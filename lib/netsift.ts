/**
 * Netsift without its pages: the datasets, runs and models of one data folder.
 *
 * @module
 */
import { AlertRecords } from "./alerts/records/alert_records.ts";
import { BatchService } from "./scoring/batch/batch_service.ts";
import type { Config } from "./base/config.ts";
import { silenceOf } from "./detections/silences/apply_silences.ts";
import { SilenceService } from "./detections/silences/silence_service.ts";
import { DetectionService } from "./detections/detection_service.ts";
import { RecordConnections } from "./datasets/connections/record_connections.ts";
import { SensorService } from "./sensors/sensor_service.ts";
import { DatasetService } from "./datasets/dataset_service.ts";
import { AccessControl } from "./auth/access_control.ts";
import { Exports } from "./http/exports.ts";
import { PredictReader } from "./scoring/requests/predict_reader.ts";
import { VerdictFeed } from "./scoring/verdict_feed.ts";
import { FindingsService } from "./explain/findings/findings_service.ts";
import { JudgementService } from "./explain/judgements/judgement_service.ts";
import { RecordDetails } from "./explain/reasons/record_details.ts";
import { RecordInspector } from "./explain/inspector.ts";
import { LiveTraffic } from "./monitoring/live_traffic.ts";
import { Scorer } from "./scoring/scorer.ts";
import { ModelService } from "./scoring/model_service.ts";
import { modelTitle } from "./monitoring/model_title.ts";
import { ModelImporter } from "./transfer/importer.ts";
import { Reproductions } from "./benchmarks/reproductions.ts";
import { type EngineReport, engineReport } from "./compute/engine_report.ts";
import { ScoresExporter } from "./training/export/scores_exporter.ts";
import { RunService } from "./training/run_service.ts";
import { Overlaps } from "./training/overlap/overlaps.ts";
import { Projections } from "./explain/projection/projections.ts";
import { StreamThreads } from "./scoring/stream/stream_threads.ts";
import { Catalogue } from "./store/catalogue.ts";
import { DataFolder } from "./store/data_folder.ts";
import { DISK } from "./store/durable.ts";
import { storageFaultOf } from "./base/storage_fault.ts";

/** An open data folder and everything that can be done with it. */
export class Netsift implements Disposable {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly access: AccessControl;
  readonly datasets: DatasetService;
  /** When records came, and who talked with whom. */
  readonly connections: RecordConnections;
  readonly runs: RunService;
  readonly models: ModelService;
  readonly inspector: RecordInspector;
  readonly findings: FindingsService;
  /** When, who and why of records that models single out. */
  readonly recordDetails: RecordDetails;
  /** What people say about flagged records. */
  readonly judgements: JudgementService;
  /** What the models say about records that arrive. */
  readonly verdicts = new VerdictFeed();
  /** What watches that: alerts and the live page. */
  readonly live: LiveTraffic;
  readonly batches: BatchService;
  /** Which host, when, why. */
  readonly detections: DetectionService;
  /** Sources that never end. */
  readonly sensors: SensorService;
  /** What detections keep back. */
  readonly silences: SilenceService;
  /** The records of alerts. */
  readonly alertRecords: AlertRecords;
  readonly overlaps: Overlaps;
  readonly scores: ScoresExporter;
  /** Answers that may be large, some at a time. */
  readonly exports: Exports;
  readonly imports: ModelImporter;
  readonly predictReader = new PredictReader();
  readonly projections: Projections;
  readonly reproductions: Reproductions;
  readonly #catalogue: Catalogue;
  readonly #scorer: Scorer;
  readonly #streams: StreamThreads;

  private constructor(config: Config, folder: DataFolder, catalogue: Catalogue) {
    this.config = config;
    this.folder = folder;
    this.#catalogue = catalogue;
    this.access = new AccessControl(folder.access, config.access);
    // Each thread that scores has its own models.
    const cacheBytes = config.modelCacheBytes / (2 + config.streamThreads);
    this.#scorer = new Scorer(cacheBytes);
    this.#streams = new StreamThreads(config, cacheBytes, this.verdicts);
    this.datasets = new DatasetService(catalogue, folder, config);
    this.connections = new RecordConnections(folder, this.datasets);
    this.runs = new RunService(catalogue, folder, this.datasets, config);
    this.overlaps = new Overlaps(folder, config);
    this.scores = new ScoresExporter(folder, config);
    this.exports = new Exports({ most: config.maxExports, idleMs: config.exportIdleMs });
    this.imports = new ModelImporter(catalogue, folder);
    this.projections = new Projections(folder, config);
    this.reproductions = new Reproductions(folder, config);
    this.models = new ModelService(
      catalogue,
      folder,
      this.datasets,
      this.#scorer,
      this.#streams,
      this.verdicts,
    );
    this.inspector = new RecordInspector(catalogue, folder, config, new Scorer(cacheBytes));
    this.findings = new FindingsService(
      catalogue,
      folder,
      this.datasets,
      this.connections,
      this.models,
      config,
    );
    this.recordDetails = new RecordDetails(folder, this.datasets, this.connections, this.models);
    this.judgements = new JudgementService(catalogue, folder, this.datasets, this.models, config);
    this.live = new LiveTraffic(
      catalogue,
      folder,
      this.datasets,
      this.models,
      this.verdicts,
      config.duckdbMemoryBytes,
    );
    const { alerts } = this.live;
    this.batches = new BatchService(
      catalogue,
      folder,
      this.datasets,
      this.models,
      config,
      (row) => alerts.judgeBatch(row, (id) => modelTitle(id, this.models.get(id))),
    );
    this.silences = new SilenceService(catalogue);
    this.detections = new DetectionService(
      catalogue,
      folder,
      {
        datasets: this.datasets,
        runs: this.runs,
        models: this.models,
        silences: this.silences,
        onFound: (row, found) => alerts.judgeDetection(row, found),
      },
      config,
    );
    this.sensors = new SensorService(
      catalogue,
      folder,
      {
        models: this.models,
        datasets: this.datasets,
        feed: this.verdicts,
        nameOf: (id) => modelTitle(id, this.models.get(id)),
        onScored: (batch) => this.live.observeSensor(batch),
        isSilenced: (finding) => silenceOf(finding, this.silences.current()) !== undefined,
        onFound: (sensor, told, at) => alerts.judgeSensor(sensor, told, at),
        flush: () => alerts.flush(),
      },
      config,
    );
    this.alertRecords = new AlertRecords({
      log: this.live.alerts.log,
      batches: this.batches,
      detections: this.detections,
      connections: this.connections,
      explainer: this.models,
      folder,
      memoryBytes: config.duckdbMemoryBytes,
    });
  }

  /**
   * Opens a data folder, cleans up after a server that died, and takes up the work it left.
   *
   * @throws {Error} when another server uses the folder, a newer Netsift wrote it, or it cannot be
   * read or written
   */
  static async open(config: Config): Promise<Netsift> {
    try {
      return await Netsift.#open(config);
    } catch (error) {
      const fault = storageFaultOf(error);
      if (!fault) throw error;
      const message = `The data folder ${config.dataFolder} cannot be used. ${fault.message}`;
      throw new Error(message, { cause: error });
    }
  }

  static async #open(config: Config): Promise<Netsift> {
    const folder = await DataFolder.open(config.dataFolder);
    const catalogue = new Catalogue(folder.catalogue);
    const deleted = catalogue.deletions.ids();
    await folder.sweep({
      deleted: new Set(deleted),
      datasets: catalogue.datasets.idsOfStatus("ready"),
      uploads: catalogue.datasets.idsOfStatus("ingesting"),
      runs: catalogue.runs.idsOfStatus("done"),
      batches: catalogue.batches.idsOfStatus("done"),
      detections: catalogue.detections.idsOfStatus("done"),
      sensors: new Set(catalogue.sensors.ids()),
    });
    catalogue.together(() => deleted.forEach((id) => catalogue.deletions.forget(id)));
    const netsift = new Netsift(config, folder, catalogue);
    await DISK.sync(folder.root);
    await netsift.datasets.resume();
    await netsift.runs.resume();
    await netsift.batches.resume();
    await netsift.detections.resume();
    await netsift.sensors.resume();
    return netsift;
  }

  /** What neural detectors compute with on this machine. */
  engine(): EngineReport {
    return engineReport();
  }

  [Symbol.dispose](): void {
    this.predictReader[Symbol.dispose]();
    this.sensors[Symbol.dispose]();
    this.inspector[Symbol.dispose]();
    this.live[Symbol.dispose]();
    this.#scorer[Symbol.dispose]();
    this.#streams[Symbol.dispose]();
    this.#catalogue[Symbol.dispose]();
    this.access[Symbol.dispose]();
    this.folder[Symbol.dispose]();
  }
}
