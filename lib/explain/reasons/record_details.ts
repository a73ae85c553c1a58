import type { RecordConnections } from "../../datasets/connections/record_connections.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import type { RecordConnection } from "../../resources/record_connection.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { describeReason, type RecordExplainer } from "./explain_record.ts";
import { explainRecords } from "./record_reasons.ts";

/** What makes a row of a table a record of a network. */
export interface RecordDetail {
  /** When it came, and who talked with whom; absent where the dataset does not say. */
  connection?: RecordConnection;
  /** The feature that raised its score most, and its value; `null` where none is known. */
  reason: string | null;
}

/** Completes records that models single out with what people ask first: when, who and why. */
export class RecordDetails {
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #connections: RecordConnections;
  readonly #explainer: RecordExplainer;

  constructor(
    folder: DataFolder,
    datasets: DatasetService,
    connections: RecordConnections,
    explainer: RecordExplainer,
  ) {
    this.#folder = folder;
    this.#datasets = datasets;
    this.#connections = connections;
    this.#explainer = explainer;
  }

  /**
   * Adds the details.
   *
   * @param dataset id of the dataset that the records are from
   * @param model id of the model that says why
   * @param records with their rows in the dataset, counted from 1
   */
  async addTo<T extends { row: number }>(
    dataset: string,
    model: string,
    records: readonly T[],
  ): Promise<(T & RecordDetail)[]> {
    const connected = await this.#connections.addTo(dataset, records);
    if (!this.#datasets.get(dataset)?.profile || records.length === 0) {
      return connected.map((record) => ({ ...record, reason: null }));
    }
    const explained = await explainRecords(
      this.#explainer,
      model,
      this.#folder.parquet(dataset),
      records.map(({ row }) => row - 1),
      this.#datasets.memoryBytes,
    );
    return connected.map((record, index) => {
      const { record: values, reasons: [top] } = explained[index];
      return { ...record, reason: top ? describeReason(top, values) : null };
    });
  }
}
