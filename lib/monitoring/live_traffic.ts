/**
 * Watches what models say about records that arrive.
 *
 * @module
 */
import { z } from "zod";
import type { LiveState } from "./live_state.ts";
import type { DatasetService } from "../datasets/dataset_service.ts";
import { LruCache } from "../base/lru_cache.ts";
import type { ModelService } from "../scoring/model_service.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { StoredList } from "../store/stored_list.ts";
import { AlertService } from "../alerts/alert_service.ts";
import { DriftReferences } from "./drift/drift_references.ts";
import { LiveBroadcast } from "./live_broadcast.ts";
import { modelTitle } from "./model_title.ts";
import type { LiveRange } from "./monitor/live_range.ts";
import { ModelMonitor } from "./monitor/model_monitor.ts";
import { Replays } from "./replay/replays.ts";
import type { Subscription, VerdictBatch, VerdictFeed } from "../scoring/verdict_feed.ts";

/** Models that are watched at the same time; of more, the one not seen for longest is let go. */
const MOST_MODELS = 16;

/** Alerts that the live page gets. */
const SHOWN_ALERTS = 50;

interface Watched {
  name: string;
  monitor: ModelMonitor;
}

/** What a person chose for the live page of a model; its id is the model's. */
const liveSettingSchema = z.object({ id: z.string(), laneColumn: z.string() });

/** Reads the feed from the start of the server to its end. */
export class LiveTraffic implements Disposable {
  readonly alerts: AlertService;
  readonly replays: Replays;
  readonly broadcast = new LiveBroadcast((model, now, range) => this.state(model, now, range));
  readonly #models: ModelService;
  readonly #references: DriftReferences;
  readonly #settings: StoredList<z.infer<typeof liveSettingSchema>>;
  readonly #watched = new LruCache<string, Watched>(MOST_MODELS, () => {});
  readonly #subscription: Subscription;

  /** @param memoryBytes that DuckDB may use for a replay */
  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: ModelService,
    feed: VerdictFeed,
    memoryBytes: number,
  ) {
    this.alerts = new AlertService(catalogue);
    this.replays = new Replays(folder, datasets, models, memoryBytes);
    this.#models = models;
    this.#references = new DriftReferences(catalogue, folder, datasets, models);
    this.#settings = new StoredList(catalogue, "live-setting", liveSettingSchema);
    this.#subscription = feed.subscribe({ except: "sensor" });
    this.#read();
  }

  /**
   * What is known of a model's traffic.
   *
   * @param now in milliseconds since 1970
   * @param range that charts show; see {@linkcode ModelMonitor.state}
   */
  state(model: string, now: number, range?: LiveRange): LiveState {
    return {
      model,
      at: now,
      monitor: this.#watched.get(model)?.monitor.state(now, range) ?? null,
      alerts: this.alerts.log.list({ limit: SHOWN_ALERTS, model }),
      replay: this.replays.of(model),
    };
  }

  /**
   * Takes in what a sensor has scored, at once: {@linkcode AlertService.flush} then writes its alerts
   * within the changes in progress.
   */
  observeSensor(batch: VerdictBatch): void {
    this.#observe(batch, 0);
  }

  /** Shows anomalies of a model by a column, from now on. */
  chooseLanes(model: string, laneColumn: string): void {
    this.#settings.put({ id: model, laneColumn });
    this.#watched.get(model)?.monitor.chooseLanes(laneColumn);
  }

  [Symbol.dispose](): void {
    this.replays[Symbol.dispose]();
    this.broadcast[Symbol.dispose]();
    this.#subscription[Symbol.dispose]();
    this.alerts[Symbol.dispose]();
  }

  async #read(): Promise<void> {
    for await (const { batch, missed } of this.#subscription) {
      try {
        this.#observe(batch, missed);
      } catch (error) {
        console.error("A scored batch could not be watched:", error);
      }
    }
  }

  #observe(batch: VerdictBatch, missed: number): void {
    const { name, monitor } = this.#watch(batch.model);
    monitor.observe(batch, missed);
    this.alerts.observe(batch, name);
  }

  #watch(id: string): Watched {
    let watched = this.#watched.get(id);
    if (!watched) {
      const model = this.#models.get(id);
      watched = {
        name: modelTitle(id, model),
        monitor: new ModelMonitor(this.#settings.get(id)?.laneColumn ?? null),
      };
      this.#watched.set(id, watched);
      this.#prepare(id, watched.monitor).catch((error) => {
        watched!.monitor.startDrift(
          "The training data could not be read; the server's log has why.",
        );
        console.error(`The model ${id} cannot be watched for drift:`, error);
      });
    }
    return watched;
  }

  async #prepare(id: string, monitor: ModelMonitor): Promise<void> {
    const model = this.#models.get(id);
    const heldOut = await this.#models.heldOutScores(id);
    if (model && heldOut?.length) monitor.startAdaptive(heldOut, model.threshold.value);
    monitor.startDrift(await this.#references.of(id));
  }
}
