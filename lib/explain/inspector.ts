/**
 * A closer look at single records: what would make one normal, and which normal ones are like it.
 *
 * @module
 */
import type { Config } from "../base/config.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { runRecords } from "../datasets/context/run_records.ts";
import type { Counterfactuals } from "./counterfactuals/types.ts";
import { NeighbourFinder } from "./neighbours/neighbour_finder.ts";
import type { Neighbours } from "./neighbours/types.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import type { RecordScorer } from "./models.ts";
import type { ModelSummary, Prediction } from "../resources/model.ts";
import type { InputRecord } from "../learning/features/input.ts";

/** Normal training records with what their model says about each. */
export interface ScoredNeighbours extends Omit<Neighbours, "neighbours"> {
  neighbours: (Neighbours["neighbours"][number] & { score: number | null })[];
}

/** Looks closer at single records, in a thread and in separate processes. */
export class RecordInspector implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #config: Config;
  /** Apart from that of predictions, which a search must not hold up. */
  readonly #scorer: RecordScorer;
  readonly #finder: NeighbourFinder;

  /** @param scorer its own, which it disposes of */
  constructor(catalogue: Catalogue, folder: DataFolder, config: Config, scorer: RecordScorer) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#config = config;
    this.#scorer = scorer;
    this.#finder = new NeighbourFinder(folder);
  }

  /**
   * What would make a record normal, one feature at a time.
   *
   * @param features to look at; all where it is absent
   * @throws {InvalidRecordError} when the model cannot take the record
   */
  async counterfactuals(
    { run, id, threshold }: ModelSummary,
    record: InputRecord,
    features?: string[],
  ): Promise<Counterfactuals> {
    const folder = this.#folder.model(run, id);
    return await this.#scorer.counterfactuals(folder, record, threshold.value, features);
  }

  /**
   * The normal training records that lie nearest to a record, in the columns that the model sees.
   *
   * @returns `null` when the training dataset is not there any more
   * @throws {InvalidRecordError} when the model cannot take the record
   * @throws {BusyError} when too many searches wait
   */
  async neighbours(
    { run, id }: ModelSummary,
    record: InputRecord,
    count: number,
  ): Promise<ScoredNeighbours | null> {
    const made = this.#catalogue.runs.get(run);
    const dataset = made && this.#catalogue.datasets.get(made.request.train);
    if (!dataset?.profile) return null;
    const folder = this.#folder.model(run, id);
    await this.#score(folder, [record]);
    const found = await this.#finder.find({
      run: this.#folder.run(run),
      model: folder,
      dataset: { id: dataset.id, name: dataset.name },
      parquet: runRecords(this.#folder, made!, "train"),
      labelColumn: dataset.profile.labelColumn,
      record,
      count,
      memoryBytes: this.#config.duckdbMemoryBytes,
    });
    const scores = await this.#scoresOf(folder, found.neighbours.map(({ record }) => record));
    return {
      ...found,
      neighbours: found.neighbours.map((neighbour, index) => ({
        ...neighbour,
        score: scores[index] ?? null,
      })),
    };
  }

  [Symbol.dispose](): void {
    this.#scorer[Symbol.dispose]();
  }

  /** None where a record has gaps that a model takes in training only. */
  async #scoresOf(folder: string, records: InputRecord[]): Promise<number[]> {
    try {
      return (await this.#score(folder, records)).map(({ score }) => score);
    } catch (error) {
      if (error instanceof InvalidRecordError) return [];
      throw error;
    }
  }

  async #score(folder: string, records: InputRecord[]): Promise<Prediction[]> {
    return await this.#scorer.predict(folder, records);
  }
}
