import type { Catalogue } from "../store/catalogue.ts";
import { StoredList } from "../store/stored_list.ts";
import { type Alert, alertSchema } from "../resources/alert.ts";

/** Alerts that are kept; the oldest are forgotten. */
const KEPT = 500;

/** Alerts that grow are written together this often. */
const WRITE_MS = 1000;

/** How long to wait after alerts could not be written. */
const RETRY_MS = 2000;

/** The newest alerts, which outlive the server. */
export class AlertLog implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #stored: StoredList<Alert>;
  /** The newest state of alerts that is not written yet. */
  readonly #unwritten = new Map<string, Alert>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isFailing = false;
  #isDisposed = false;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#stored = new StoredList(catalogue, "alert", alertSchema);
  }

  /** Newest first. */
  list(limit = KEPT, model?: string): Alert[] {
    const found: Alert[] = [];
    for (const alert of this.#all().reverse()) {
      if (found.length === limit) break;
      if (model === undefined || alert.model.id === model) found.push(alert);
    }
    return found;
  }

  get(id: string): Alert | null {
    return this.#unwritten.get(id) ?? this.#stored.get(id);
  }

  /** Takes an alert in that is new or has grown; what a person said about it stays. */
  put(alert: Alert): void {
    const known = this.get(alert.id);
    const { acknowledgedAt, suppressedBy } = known ?? alert;
    this.#unwritten.set(alert.id, { ...alert, acknowledgedAt, suppressedBy });
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MS);
  }

  /** Changes what a person says about an alert, at once; throws where that cannot be written. */
  change(id: string, change: Pick<Alert, "acknowledgedAt">): Alert | null {
    const alert = this.get(id);
    if (!alert) return null;
    const changed = { ...alert, ...change };
    this.#stored.put(changed);
    this.#unwritten.delete(id);
    return changed;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#write();
  }

  #all(): Alert[] {
    const ids = new Set([...this.#stored.values()].map(({ id }) => id));
    return [
      ...[...this.#stored.values()].map((alert) => this.#unwritten.get(alert.id) ?? alert),
      ...[...this.#unwritten.values()].filter(({ id }) => !ids.has(id)),
    ];
  }

  #write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#unwritten.size === 0) return;
    try {
      this.#forgetSurplus();
      this.#catalogue.together(() => {
        this.#stored.put(...this.#unwritten.values());
        for (const { id } of this.#all().slice(0, -KEPT)) this.#stored.delete(id);
      });
      this.#unwritten.clear();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) console.error("Alerts could not be written; tried again:", error);
      this.#isFailing = true;
      if (!this.#isDisposed) this.#timer = setTimeout(() => this.#write(), RETRY_MS);
    }
  }

  /** Never more than are kept, also while nothing can be written. */
  #forgetSurplus(): void {
    const surplus = Math.max(0, this.#unwritten.size - KEPT);
    for (const id of [...this.#unwritten.keys()].slice(0, surplus)) this.#unwritten.delete(id);
  }
}
