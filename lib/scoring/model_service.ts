/**
 * The trained models of a server.
 *
 * @module
 */
import { addScoredCounts, type ScoredCounts, scoredWarnings } from "./batch/scored_counts.ts";
import { type DrawnRecord as DatasetRecord, randomRecord, recordAt } from "../datasets/records.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import type { DatasetProfile } from "../resources/dataset.ts";
import { predictedBatch, type ScoredBatch, scoredBatch } from "./scored_batch.ts";
import type { VerdictBatch, VerdictFeed } from "./verdict_feed.ts";
import { PromiseCache } from "../base/lru_cache.ts";
import { createRandom } from "../base/random.ts";
import type { ModelImportance } from "../resources/importance.ts";
import type { ModelCurves, RunResult } from "../resources/run.ts";
import type { ThresholdRule } from "../learning/thresholds/rule.ts";
import type { RecordStream } from "./stream/record_stream.ts";
import type { StreamThreads } from "./stream/stream_threads.ts";
import type { StreamOptions } from "./stream/types.ts";
import type { Catalogue, ModelRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { readCurves, readImportance } from "../models/bundle.ts";
import type { ThresholdTable } from "../learning/metrics/curves/threshold_table.ts";
import type { ReviewAnswers, ReviewedModel } from "../explain/review/review.ts";
import type { ModelAgreement, RankedRecord, RankingKind } from "../explain/review/types.ts";
import type { RunComparison } from "../explain/comparison/types.ts";
import { InvalidRecord } from "../learning/features/record_matrix.ts";
import type { RecordsToScore } from "../models/record_parts.ts";
import { readHeldOut } from "../models/scores.ts";
import type { Scorer } from "./scorer.ts";
import type { ModelSummary, Prediction } from "../resources/model.ts";
import type { InputRecord, ModelInput } from "../learning/features/input.ts";

/** Curves that are kept for pages that are looked at again. */
const KEPT_CURVES = 32;

/** Which records to draw from. */
export type RecordKind = "any" | "normal" | "attack";

/** A real record of a dataset. */
export interface DrawnRecord {
  /** Values of the model's features. */
  record: InputRecord;
  /** Its label, or `null` where the dataset has none. */
  label: string | null;
}

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

/** The trained models of one server. */
export class ModelService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #scorer: Scorer;
  readonly #streams: StreamThreads;
  readonly #feed: VerdictFeed;
  readonly #curves = new PromiseCache<ModelCurves>(KEPT_CURVES);

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
    this.#datasets = datasets;
    this.#scorer = scorer;
    this.#streams = streams;
    this.#feed = feed;
  }

  /** All models, newest first. */
  list(): ModelSummary[] {
    return this.#catalogue.models().flatMap((row) => this.#summary(row) ?? []);
  }

  /** One model, or `null`. */
  get(id: string): ModelSummary | null {
    const row = this.#catalogue.model(id);
    return row && this.#summary(row);
  }

  /** Whether there is such a model; quicker than to get it. */
  has(id: string): boolean {
    return this.#catalogue.runOfModel(id) !== null;
  }

  /** The curves of a model, at the threshold that it has now. */
  async curves(id: string): Promise<ModelCurves> {
    const path = this.#path(id);
    const { run, threshold } = this.#reviewed(id);
    const key = `${path} ${JSON.stringify(threshold)}`;
    return await this.#curves.get(key, () => this.#readCurves(run, path, threshold));
  }

  async #readCurves(
    run: string,
    folder: string,
    threshold: RunResult["threshold"],
  ): Promise<ModelCurves> {
    const [curves, heldOut] = await Promise.all([readCurves(folder), readHeldOut(folder)]);
    // A model of an older version has no other threshold than that of its training.
    if (!heldOut) return curves;
    const model = { folder, threshold };
    return { ...curves, order: await this.#scorer.review({ about: "order", run, model }) };
  }

  /** How important each feature is to a model. */
  async importance(id: string): Promise<ModelImportance> {
    return await readImportance(this.#path(id));
  }

  /** How held-out normal records of its training score; `null` for models of an older Netsift. */
  async heldOutScores(id: string): Promise<Float32Array | null> {
    return await readHeldOut(this.#path(id));
  }

  /** What a model takes. */
  async inputs(id: string): Promise<ModelInput[]> {
    return await this.#scorer.inputs(this.#path(id));
  }

  /**
   * Scores records with a model. Subscribers of the feed are told once all have their verdicts.
   *
   * @returns predictions as JSON: arrays that are to be read one after the other; and what a reader
   * should know about them together
   * @throws {InvalidRecord} for a record that the model cannot take
   */
  async predict(
    id: string,
    { isSequence, single, parts }: RecordsToScore,
  ): Promise<{ predictions: string[]; warnings: string[] }> {
    const at = Date.now();
    const folder = this.#path(id);
    const threshold = this.#threshold(id);
    const isWatched = this.#feed.isWatched(id);
    const verdicts: ScoredBatch[] = [];
    const answers: string[] = [];
    let counts: ScoredCounts | null = null;
    if (single) {
      const predictions = await this.#scorer.predict(folder, [single], isSequence, threshold);
      answers.push(JSON.stringify(predictions));
      if (isWatched) verdicts.push(predictedBatch([single], predictions));
    }
    for (const { first, json } of parts) {
      const options = { isSequence, threshold, isWatched, isCounted: true };
      const answer = await this.#scorer.predictJson(folder, json, options).catch((error) => {
        if (!(error instanceof InvalidRecord)) throw error;
        throw new InvalidRecord(first + error.record, error.faults);
      });
      answers.push(answer.json);
      counts = addScoredCounts(counts, answer.counts!);
      if (answer.verdicts) verdicts.push(answer.verdicts);
    }
    const latencyMs = Date.now() - at;
    const warnings = counts === null ? [] : scoredWarnings(counts);
    const told = counts !== null && { warnings };
    // Whoever asked does not wait for those who watch.
    for (const each of verdicts) {
      setTimeout(() =>
        this.#feed.publish({ model: id, source: "predict", at, latencyMs, ...each, ...told })
      );
    }
    return { predictions: answers, warnings };
  }

  /** What a model says of one record, with the reasons. Subscribers of the feed are not told. */
  async explain(id: string, record: InputRecord): Promise<Prediction> {
    const threshold = this.#threshold(id);
    const [prediction] = await this.#scorer.predict(this.#path(id), [record], false, threshold);
    return prediction;
  }

  /**
   * Begins a replay: records that are scored as they come, without explanations. Subscribers of the
   * feed are told.
   */
  replay(id: string): Replayed {
    const sequence = this.#scorer.sequence(this.#path(id));
    return {
      score: async (records) => {
        const at = Date.now();
        const { taken, warnings, ...verdicts } = await sequence.score(records, this.#threshold(id));
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
    return this.#streams.open(id, this.#path(id), this.#threshold(id), options, source);
  }

  /**
   * Gives a model another threshold, by the scores that are kept with it.
   *
   * @returns the model with its figures at that threshold
   * @throws {ThresholdRefused} when the model cannot have it
   */
  async changeThreshold(id: string, rule: ThresholdRule): Promise<ModelSummary> {
    const folder = this.#path(id);
    const run = this.#run(id);
    const result = await this.#scorer.changeThreshold(this.#folder.run(run), folder, rule);
    const row = this.#catalogue.run(run);
    if (row) {
      const results = row.results.map((each) => each.model === id ? result : each);
      this.#catalogue.putRun({ ...row, results });
    }
    const summary = this.get(id);
    if (!summary) throw new Deno.errors.NotFound(`The model "${id}" was deleted.`);
    return summary;
  }

  /**
   * Draws a real record from the data that a model was tested on, or trained on where the test was a
   * part of it.
   *
   * @returns `null` when the dataset was deleted or has no such record
   */
  async drawRecord(id: string, kind: RecordKind): Promise<DrawnRecord | null> {
    return await this.#fromTestData(
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
   * One record of the data that a model was tested on.
   *
   * @param row its number, counted from 0
   * @returns `null` when the dataset was deleted or has no such record
   */
  async recordAt(id: string, row: number): Promise<DrawnRecord | null> {
    return await this.#fromTestData(
      id,
      (parquet, { labelColumn }) => recordAt(parquet, row, labelColumn, this.#datasets.memoryBytes),
    );
  }

  /** What the thresholds of a model would flag. */
  async thresholds(id: string): Promise<ThresholdTable> {
    const { run, ...model } = this.#reviewed(id);
    return await this.#scorer.review({ about: "thresholds", run, model });
  }

  /** The test records that stand out most to a model, or that it is most wrong about. */
  async rankedRecords(id: string, kind: RankingKind, limit: number): Promise<RankedRecord[]> {
    const { run, ...model } = this.#reviewed(id);
    return await this.#scorer.review({ about: "records", run, model, kind, limit });
  }

  /** The test rows of a model, with its scores and what it flags. */
  async judgedRows(id: string): Promise<ReviewAnswers["rows"]> {
    const { run, ...model } = this.#reviewed(id);
    return await this.#scorer.review({ about: "rows", run, model });
  }

  /**
   * How far models of one run agree.
   *
   * @param ids of two to eight models of the run
   * @param limit most records to name
   */
  async agreement(run: string, ids: string[], limit: number): Promise<ModelAgreement> {
    return await this.#scorer.review({
      about: "agreement",
      run: this.#folder.run(run),
      models: ids.map((id) => {
        const { folder, threshold } = this.#reviewed(id);
        return { folder, threshold };
      }),
      limit,
    });
  }

  /** What all models of a run flag, side by side; no labels are needed. */
  async comparison(run: string): Promise<RunComparison> {
    return await this.#scorer.review({
      about: "comparison",
      run: this.#folder.run(run),
      models: (this.#catalogue.run(run)?.results ?? []).map(({ model: id }) => {
        const { folder, threshold } = this.#reviewed(id);
        return { id, folder, threshold };
      }),
    });
  }

  /** Lets go of the models of a run before it is deleted. */
  async forget(run: string): Promise<void> {
    for (const { model } of this.#catalogue.run(run)?.results ?? []) {
      const folder = this.#folder.model(run, model);
      await this.#scorer.forget(folder);
      this.#streams.forget(folder);
    }
  }

  async #fromTestData(
    id: string,
    read: (parquet: string, profile: DatasetProfile) => Promise<DatasetRecord | null>,
  ): Promise<DrawnRecord | null> {
    const model = this.get(id);
    const request = model && this.#catalogue.run(model.run)?.request;
    if (!request) return null;
    const dataset = this.#datasets.get(request.test ?? request.train);
    if (!dataset?.profile) return null;
    const drawn = await read(this.#folder.parquet(dataset.id), dataset.profile);
    if (!drawn) return null;
    return {
      record: Object.fromEntries(
        model.features.map((
          name,
        ) => [name, Object.hasOwn(drawn.record, name) ? drawn.record[name] : null]),
      ),
      label: drawn.label,
    };
  }

  /** The threshold that a model has now: the catalogue is the only place that says it. */
  #threshold(id: string): RunResult["threshold"] {
    const row = this.#catalogue.model(id);
    if (!row) throw new Deno.errors.NotFound(`There is no model "${id}".`);
    return row.result.threshold;
  }

  #reviewed(id: string): ReviewedModel & { run: string } {
    return {
      run: this.#folder.run(this.#run(id)),
      folder: this.#path(id),
      threshold: this.#threshold(id),
    };
  }

  #path(id: string): string {
    return this.#folder.model(this.#run(id), id);
  }

  #run(id: string): string {
    const run = this.#catalogue.runOfModel(id);
    if (run === null) throw new Deno.errors.NotFound(`There is no model "${id}".`);
    return run;
  }

  #summary({ id, run: runId, createdAt, result }: ModelRow): ModelSummary | null {
    const run = this.#catalogue.run(runId);
    if (!run) return null;
    return {
      ...result,
      id,
      run: runId,
      runName: run.name,
      createdAt,
      seed: run.request.seed,
      features: run.data?.features ?? [],
      ...(run.data?.recordKind && { recordKind: run.data.recordKind }),
    };
  }
}
