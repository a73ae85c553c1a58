import type { RecordConnection } from "../../resources/record_connection.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import type { DatasetService } from "../dataset_service.ts";
import { findConnectionColumns } from "./find_columns.ts";
import { readRecordConnections } from "./read_record_connections.ts";

/** Completes records of datasets with when they came, and who talked with whom. */
export class RecordConnections {
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;

  constructor(folder: DataFolder, datasets: DatasetService) {
    this.#folder = folder;
    this.#datasets = datasets;
  }

  /**
   * Adds `connection` to records where the dataset says something of it.
   *
   * @param records with their rows in the dataset, counted from 1
   */
  async addTo<T extends { row: number }>(
    dataset: string,
    records: readonly T[],
  ): Promise<(T & { connection?: RecordConnection })[]> {
    const profile = this.#datasets.get(dataset)?.profile;
    if (!profile) return [...records];
    const connections = await readRecordConnections(
      this.#folder.parquet(dataset),
      findConnectionColumns(profile.columns),
      records.map(({ row }) => row - 1),
      this.#datasets.memoryBytes,
    );
    return records.map((record) => {
      const connection = connections.get(record.row - 1);
      return connection ? { ...record, connection } : record;
    });
  }
}
