import { createRandom } from "../base/random.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import { runRecords } from "../datasets/context/run_records.ts";
import { type DrawnRecord as DatasetRecord, randomRecord, recordAt } from "../datasets/records.ts";
import type { InputRecord } from "../learning/features/input.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import type { StoredModels } from "./stored_models.ts";

/** Which records to draw from. */
export type RecordKind = "any" | "normal" | "attack";

/** A real record of a dataset. */
export interface DrawnRecord {
  /** Values of the model's features. */
  record: InputRecord;
  /** Its label, or `null` where the dataset has none. */
  label: string | null;
}

/** Real records of the data that models were tested on, or trained on where the test was a part of it. */
export class TestRecords {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: StoredModels;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: StoredModels,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
  }

  /**
   * Draws a record at random.
   *
   * @param id of the model
   * @returns `null` when the dataset was deleted or has no such record
   */
  async draw(id: string, kind: RecordKind): Promise<DrawnRecord | null> {
    return await this.#read(
      id,
      (parquet, { labelColumn, labels }) =>
        randomRecord(parquet, {
          kind,
          labelColumn,
          attackLabels: labels.filter(({ attack }) => attack).map(({ name }) => name),
          random: createRandom(crypto.getRandomValues(new Uint32Array(1))[0]),
          memoryBytes: this.#datasets.memoryBytes,
        }),
    );
  }

  /**
   * One record.
   *
   * @param id of the model
   * @param row its number, counted from 0
   * @returns `null` when the dataset was deleted or has no such record
   */
  async at(id: string, row: number): Promise<DrawnRecord | null> {
    return await this.#read(
      id,
      (parquet, { labelColumn }) => recordAt(parquet, row, labelColumn, this.#datasets.memoryBytes),
    );
  }

  async #read(
    id: string,
    read: (parquet: string, profile: DatasetProfile) => Promise<DatasetRecord | null>,
  ): Promise<DrawnRecord | null> {
    const model = this.#models.get(id);
    const run = model && this.#catalogue.runs.get(model.run);
    if (!run) return null;
    const dataset = this.#datasets.get(run.request.test ?? run.request.train);
    if (!dataset?.profile) return null;
    const drawn = await read(runRecords(this.#folder, run, "test"), dataset.profile);
    if (!drawn) return null;
    const values = model.features.map((name) =>
      [name, Object.hasOwn(drawn.record, name) ? drawn.record[name] : null] as const
    );
    return { record: Object.fromEntries(values), label: drawn.label };
  }
}
