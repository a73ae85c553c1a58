/**
 * The trained models of a server.
 *
 * @module
 */
import { addScoredCounts, type ScoredCounts, scoredWarnings } from "./batch/scored_counts.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import { predictedBatch, type ScoredBatch, scoredBatch } from "./scored_batch.ts";
import type { VerdictBatch, VerdictFeed } from "./verdict_feed.ts";
import type { ModelImportance } from "../resources/importance.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { RecordStream } from "./stream/record_stream.ts";
import type { StreamThreads } from "./stream/stream_threads.ts";
import type { StreamOptions } from "./stream/types.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { readImportance } from "../models/bundle.ts";
import { InvalidRecordError } from "../learning/features/record_matrix.ts";
import { joinParts, type RecordsToScore } from "../models/record_parts.ts";
import { readHeldOut } from "../models/scores.ts";
import { ModelFits } from "./model_fits.ts";
import { ModelReviews } from "./model_reviews.ts";
import type { Scorer } from "./scorer.ts";
import { StoredModels } from "./stored_models.ts";
import { TestRecords } from "./test_records.ts";
import type { RunResult } from "../resources/run.ts";
import type { ModelSummary, Prediction } from "../resources/model.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";

/** A replay that goes on. Dispose of it in the end. */
export interface Replayed extends Disposable {
  /**
   * Scores the next records, which are one sequence with those before; those that the model cannot
   * take are left out.
   *
   * @returns how many were scored and how many were not
   */
  score(records: InputRecord[]): Promise<{ scored: number; rejected: number }>;
}

/** The trained models of one server, and what they say about records. */
export class ModelService {
  /** How they did on their test rows. */
  readonly reviews: ModelReviews;
  /** Which of them can score a dataset. */
  readonly fits: ModelFits;
  /** Real records to try them on. */
  readonly testRecords: TestRecords;
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #stored: StoredModels;
  readonly #scorer: Scorer;
  readonly #streams: StreamThreads;
  readonly #feed: VerdictFeed;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    scorer: Scorer,
    streams: StreamThreads,
    feed: VerdictFeed,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#scorer = scorer;
    this.#streams = streams;
    this.#feed = feed;
    this.#stored = new StoredModels(catalogue, folder);
    this.reviews = new ModelReviews(this.#stored, scorer);
    this.fits = new ModelFits(catalogue, this.#stored);
    this.testRecords = new TestRecords(catalogue, folder, datasets, this.#stored);
  }

  /** All models, newest first. */
  list(): ModelSummary[] {
    return this.#stored.list();
  }

  /** One model, or `null`. */
  get(id: string): ModelSummary | null {
    return this.#stored.get(id);
  }

  /** Whether there is such a model; quicker than to get it. */
  has(id: string): boolean {
    return this.#stored.has(id);
  }

  /**
   * Where the bundle of a model lies, and the threshold that it has now: for who scores with it on a
   * separate thread.
   *
   * @throws {Deno.errors.NotFound} where there is no such model
   */
  placeOf(id: string): { folder: string; threshold: RunResult["threshold"] } {
    return { folder: this.#stored.folderOf(id), threshold: this.#stored.thresholdOf(id) };
  }

  /** How important each feature is to a model. */
  async importance(id: string): Promise<ModelImportance> {
    return await readImportance(this.#stored.folderOf(id));
  }

  /** How held-out normal records of its training score; `null` for models of an older Netsift. */
  async heldOutScores(id: string): Promise<Float32Array | null> {
    return await readHeldOut(this.#stored.folderOf(id));
  }

  /** What a model takes. */
  async inputs(id: string): Promise<ModelInput[]> {
    return await this.#scorer.inputs(this.#stored.folderOf(id));
  }

  /**
   * Scores records with a model. Subscribers of the feed are told once all have their verdicts.
   *
   * @returns predictions as JSON: arrays that are to be read one after the other; and what a reader
   * should know about them together
   * @throws {InvalidRecordError} for a record that the model cannot take
   */
  async predict(
    id: string,
    { isSequence, single, parts }: RecordsToScore,
  ): Promise<{ predictions: string[]; warnings: string[] }> {
    const at = Date.now();
    const folder = this.#stored.folderOf(id);
    const threshold = this.#stored.thresholdOf(id);
    const isWatched = this.#feed.isWatched(id);
    const verdicts: ScoredBatch[] = [];
    const answers: string[] = [];
    let counts: ScoredCounts | null = null;
    if (single) {
      const predictions = await this.#scorer.predict(folder, [single], isSequence, threshold);
      answers.push(JSON.stringify(predictions));
      if (isWatched) verdicts.push(predictedBatch([single], predictions));
    }
    const isInOrder = parts.length > 0 && this.get(id)?.contextFeatures !== undefined;
    for (const { first, json } of isInOrder ? joinParts(parts) : parts) {
      const options = { isSequence, threshold, isWatched, isCounted: true };
      const answer = await this.#scorer.predictJson(folder, json, options).catch((error) => {
        if (!(error instanceof InvalidRecordError)) throw error;
        throw new InvalidRecordError(first + error.record, error.faults);
      });
      answers.push(answer.json);
      counts = addScoredCounts(counts, answer.counts!);
      if (answer.verdicts) verdicts.push(answer.verdicts);
    }
    const latencyMs = Date.now() - at;
    const warnings = counts === null ? [] : scoredWarnings(counts);
    const told = counts !== null && { warnings };
    // The caller does not wait for subscribers.
    for (const each of verdicts) {
      setTimeout(() =>
        this.#feed.publish({ model: id, source: "predict", at, latencyMs, ...each, ...told })
      );
    }
    return { predictions: answers, warnings };
  }

  /** What a model says about one record, with the reasons. Subscribers of the feed are not told. */
  async explain(id: string, record: InputRecord): Promise<Prediction> {
    const threshold = this.#stored.thresholdOf(id);
    const [prediction] = await this.#scorer.predict(
      this.#stored.folderOf(id),
      [record],
      false,
      threshold,
    );
    return prediction;
  }

  /**
   * Begins a replay: records that are scored as they come, without explanations. Subscribers of the
   * feed are told.
   */
  replay(id: string): Replayed {
    const sequence = this.#scorer.sequence(this.#stored.folderOf(id));
    return {
      score: async (records) => {
        const at = Date.now();
        const { taken, warnings, ...verdicts } = await sequence.score(
          records,
          this.#stored.thresholdOf(id),
        );
        const rejected = records.length - taken.length;
        this.#feed.publish({
          model: id,
          source: "replay",
          at,
          latencyMs: Date.now() - at,
          ...scoredBatch(verdicts, rejected, (row) => records[taken[row]]),
          warnings,
        });
        return { scored: taken.length, rejected };
      },
      [Symbol.dispose]: () => sequence[Symbol.dispose](),
    };
  }

  /**
   * Opens a stream of records to score: bytes of NDJSON or CSV in, lines of verdicts out. The model
   * stays as it is to the end of the stream. Subscribers of the feed are told.
   *
   * @param source where the records come from
   * @throws {BusyError} when as many are open as may be
   */
  stream(
    id: string,
    options: Omit<StreamOptions, "maxLineBytes">,
    source: VerdictBatch["source"] = "stream",
  ): RecordStream {
    return this.#streams.open(
      id,
      this.#stored.folderOf(id),
      this.#stored.thresholdOf(id),
      options,
      source,
    );
  }

  /**
   * Gives a model another threshold, by the scores that are kept with it.
   *
   * @returns the model with its metrics at that threshold
   * @throws {ThresholdRefusedError} when the model cannot have it
   */
  async changeThreshold(id: string, rule: ThresholdRule): Promise<ModelSummary> {
    const folder = this.#stored.folderOf(id);
    const run = this.#stored.runOf(id);
    const result = await this.#scorer.changeThreshold(this.#folder.run(run), folder, rule);
    const row = this.#catalogue.runs.get(run);
    if (row) {
      const results = row.results.map((each) => each.model === id ? result : each);
      this.#catalogue.runs.put({ ...row, results });
    }
    const summary = this.get(id);
    if (!summary) throw new Deno.errors.NotFound(`The model "${id}" was deleted.`);
    return summary;
  }

  /** Lets go of the models of a run before it is deleted. */
  async forget(run: string): Promise<void> {
    for (const { model } of this.#catalogue.runs.get(run)?.results ?? []) {
      const folder = this.#folder.model(run, model);
      await this.#scorer.forget(folder);
      this.#streams.forget(folder);
    }
  }
}
