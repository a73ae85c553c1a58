import type { Config } from "../../base/config.ts";
import type { RecordConnections } from "../../datasets/connections/record_connections.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import type { JudgingModels } from "../models.ts";
import type { ModelSummary } from "../../resources/model.ts";
import { findRows } from "./find_rows.ts";
import { findingColumns } from "../../datasets/columns/finding_columns.ts";
import { explainRecords } from "../reasons/record_reasons.ts";
import type { Findings } from "./types.ts";

/** Records that are named. */
const TOP_RECORDS = 10;

/** Says what models found in their test data; no labels are needed. */
export class FindingsService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #connections: RecordConnections;
  readonly #models: JudgingModels;
  readonly #config: Config;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    connections: RecordConnections,
    models: JudgingModels,
    config: Config,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#connections = connections;
    this.#models = models;
    this.#config = config;
  }

  /**
   * What a model flags at its threshold: how much, when, by which host and why.
   *
   * @returns `null` where the test dataset is not on this server
   */
  async of(model: ModelSummary): Promise<Findings | null> {
    const { id, run } = model;
    const request = this.#catalogue.runs.get(run)?.request;
    const dataset = request && this.#datasets.get(request.test ?? request.train);
    if (!dataset?.profile || dataset.status !== "ready") return null;
    const parquet = this.#folder.parquet(dataset.id);
    const columns = findingColumns(dataset.profile.columns);
    const rows = await this.#models.reviews.judgedRows(id);
    const ranked = await this.#models.reviews.rankedRecords(id, "highest", TOP_RECORDS);
    const numbers = ranked.map(({ row }) => row - 1);
    const counted = await findRows(parquet, rows, columns, numbers, {
      spillFolder: this.#folder.staging(crypto.randomUUID()),
      memoryBytes: this.#config.duckdbMemoryBytes,
    });
    const explained = await explainRecords(
      this.#models,
      id,
      parquet,
      numbers,
      this.#config.duckdbMemoryBytes,
    );
    const connected = await this.#connections.addTo(dataset.id, ranked);
    const top = connected.map(({ label: _, attack: __, ...record }, index) => ({
      ...record,
      time: counted.times.get(record.row - 1) ?? null,
      identity: columns.identity.map((name) => explained[index].record[name]),
      reasons: explained[index].reasons,
    }));
    return {
      records: rows.flags.length,
      flagged: rows.flags.reduce((sum, flag) => sum + flag, 0),
      time: counted.time,
      hosts: counted.hosts,
      destinations: counted.destinations,
      columns: columns.identity,
      top,
    };
  }
}
