/**
 * Watches what models say of records that arrive.
 *
 * @module
 */
import { detectorTitle } from "../detectors/titles.ts";
import { LruCache } from "../lru_cache.ts";
import type { ModelShelf } from "../models/shelf.ts";
import type { Catalogue } from "../store/catalogue.ts";
import { AlertCentre } from "./alerts/alert_centre.ts";
import type { Subscription, VerdictBatch, VerdictFeed } from "./verdict_feed.ts";

/** Models whose names are kept. */
const KEPT_NAMES = 100;

/** Reads the feed from the start of the server to its end. */
export class LiveTraffic implements Disposable {
  readonly alerts: AlertCentre;
  readonly #models: ModelShelf;
  readonly #names = new LruCache<string, string>(KEPT_NAMES, () => {});
  readonly #subscription: Subscription;

  constructor(catalogue: Catalogue, models: ModelShelf, feed: VerdictFeed) {
    this.alerts = new AlertCentre(catalogue);
    this.#models = models;
    this.#subscription = feed.subscribe();
    this.#read();
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
    this.alerts[Symbol.dispose]();
  }

  async #read(): Promise<void> {
    for await (const { batch } of this.#subscription) {
      try {
        this.#observe(batch);
      } catch (error) {
        console.error("A scored batch could not be watched:", error);
      }
    }
  }

  #observe(batch: VerdictBatch): void {
    if (batch.flagged.length > 0) this.alerts.observe(batch, this.#nameOf(batch.model));
  }

  #nameOf(id: string): string {
    let name = this.#names.get(id);
    if (name === undefined) {
      const model = this.#models.get(id);
      name = model ? `${detectorTitle(model.kind)} of ${model.runName}` : id;
      this.#names.set(id, name);
    }
    return name;
  }
}
