import type { Config } from "../../base/config.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import { readRecords } from "../../datasets/records.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { InvalidRecord } from "../../learning/features/record_matrix.ts";
import type { JudgingModels } from "../models.ts";
import type { ModelSummary } from "../../resources/model.ts";
import type { FeatureContribution, InputRecord } from "../../learning/features/input.ts";
import { findRows } from "./find_rows.ts";
import { findingColumns } from "../../datasets/columns/finding_columns.ts";
import type { Findings } from "./types.ts";

/** Records that are named, and reasons that each has. */
const TOP_RECORDS = 10;
const REASONS = 3;

/** Says what models found in their test data; no labels are needed. */
export class FindingsService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: JudgingModels;
  readonly #config: Config;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: JudgingModels,
    config: Config,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#config = config;
  }

  /**
   * What a model flags at its threshold: how much, when, by which host and why.
   *
   * @returns `null` where the test dataset is not on this server
   */
  async of({ id, run, features }: ModelSummary): Promise<Findings | null> {
    const request = this.#catalogue.run(run)?.request;
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
    const records = await recordsByRow(parquet, numbers, this.#config.duckdbMemoryBytes);
    const top = [];
    for (const { row, score, flagged, records: alike } of ranked) {
      const record = records.get(row - 1)!;
      const input = Object.fromEntries(features.map((name) => [name, record[name] ?? null]));
      top.push({
        row,
        score,
        flagged,
        records: alike,
        time: counted.times.get(row - 1) ?? null,
        identity: columns.identity.map((name) => record[name]),
        reasons: await this.#reasons(id, input),
      });
    }
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

  async #reasons(id: string, record: InputRecord): Promise<FeatureContribution[]> {
    try {
      const { contributions } = await this.#models.explain(id, record);
      return contributions.filter(({ weight }) => weight > 0).slice(0, REASONS);
    } catch (error) {
      // A model may take a gap in training that a single record must not have.
      if (error instanceof InvalidRecord) return [];
      throw error;
    }
  }
}

async function recordsByRow(parquet: string, rowNumbers: number[], memoryBytes: number) {
  const { columns, rows } = await readRecords(parquet, { rowNumbers }, memoryBytes);
  const ascending = rowNumbers.toSorted((a, b) => a - b);
  return new Map(
    rows.map((values, i) => [
      ascending[i],
      Object.fromEntries(columns.map((name, column) => [name, values[column]])),
    ]),
  );
}
