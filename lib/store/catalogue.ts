import { AlertTable } from "./alerts/alert_table.ts";
import { CatalogueDatabase } from "./catalogue_database.ts";
import type { BatchRow, DatasetRow, DetectionRow, RunRow } from "./rows.ts";
import { SensorFindingTable } from "./sensors/sensor_finding_table.ts";
import { SensorTable } from "./sensors/sensor_table.ts";
import { BATCH_TABLE } from "./tables/batch_table.ts";
import { DATASET_TABLE } from "./tables/dataset_table.ts";
import { Deletions } from "./tables/deletions.ts";
import { DETECTION_TABLE } from "./tables/detection_table.ts";
import { DocumentTable } from "./tables/document_table.ts";
import { JobTable } from "./tables/job_table.ts";
import { ModelTable } from "./tables/model_table.ts";
import { RUN_TABLE } from "./tables/run_table.ts";

export type { BatchRow, DatasetRow, DetectionRow, DocumentKind, ModelRow, RunRow } from "./rows.ts";

/**
 * The catalogue: one SQLite database that says what exists in a data folder.
 *
 * Only the server process opens it. What a row names in the data folder is put in place before the
 * row says so, so that a crash leaves at most files that no row names. Rows are checked when they are
 * read for the first time.
 */
export class Catalogue implements Disposable {
  readonly #database: CatalogueDatabase;
  /** What is being deleted. */
  readonly deletions: Deletions;
  readonly datasets: JobTable<DatasetRow>;
  /** Runs; their models are written and deleted with them. */
  readonly runs: JobTable<RunRow>;
  readonly models: ModelTable;
  readonly batches: JobTable<BatchRow>;
  readonly detections: JobTable<DetectionRow>;
  /** Alerts and their records. */
  readonly alerts: AlertTable;
  /** Sensors, how far each has come, and the files of its records. */
  readonly sensors: SensorTable;
  readonly sensorFindings: SensorFindingTable;
  /** Rules, settings and the like. */
  readonly documents: DocumentTable;

  /**
   * Opens the catalogue, and makes it where there is none.
   *
   * @param path file of the database
   * @throws {Error} when a newer Netsift wrote it
   */
  constructor(path: string) {
    const database = new CatalogueDatabase(path);
    this.#database = database;
    this.deletions = new Deletions(database);
    this.datasets = new JobTable(database, this.deletions, DATASET_TABLE);
    this.runs = new JobTable(database, this.deletions, {
      ...RUN_TABLE,
      written: (run) => this.models.write(run),
      deleted: () => this.models.forgetAll(),
    });
    this.models = new ModelTable(database, this.runs);
    this.batches = new JobTable(database, this.deletions, BATCH_TABLE);
    this.detections = new JobTable(database, this.deletions, DETECTION_TABLE);
    this.alerts = new AlertTable(database);
    this.sensors = new SensorTable(database, this.deletions);
    this.sensorFindings = new SensorFindingTable(database);
    this.documents = new DocumentTable(database);
  }

  /** Makes several changes together, or none of them. */
  together(work: () => void): void {
    this.#database.transaction(work);
  }

  /** Does something once the changes in progress are written, and never if they fail; at once where there are none. */
  whenWritten(work: () => void): void {
    this.#database.whenWritten(work);
  }

  [Symbol.dispose](): void {
    for (const table of [this.datasets, this.runs, this.batches, this.detections]) {
      table[Symbol.dispose]();
    }
    this.#database[Symbol.dispose]();
  }
}
