import type { Alert, AlertGroup, KeptRecord } from "../resources/alert.ts";
import type { AlertFilter, AlertQuery } from "../store/alerts/alert_query.ts";
import type { RecordQuery } from "../store/alerts/alert_table.ts";
import type { Catalogue } from "../store/catalogue.ts";
import { type AlertChange, changedAlert } from "./alert_change.ts";

/** How many alerts, and live records of all of them, are kept; the oldest are forgotten. */
export const KEPT = { alerts: 100_000, records: 500_000 };

/** Live records of one alert that are kept, the first ones. */
export const RECORDS_OF_ALERT = 1000;

/** Alerts that wait to be written at most. */
const MOST_UNWRITTEN = 500;

/** Alerts that grow are written together this often. */
const WRITE_MS = 1000;

/** How long to wait after alerts could not be written. */
const RETRY_MS = 2000;

/** The newest alerts first. */
const NEWEST = { sort: "raised", descending: true, offset: 0 } as const;

/** The alerts of a server, which outlive it. */
export class AlertLog implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #kept: typeof KEPT;
  /** The newest state of alerts that is not written yet, and records to add. */
  readonly #unwritten = new Map<string, { alert: Alert; records: KeptRecord[] }>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isFailing = false;
  #isDisposed = false;

  constructor(catalogue: Catalogue, kept = KEPT) {
    this.#catalogue = catalogue;
    this.#kept = kept;
  }

  /**
   * A page of alerts. Those that the disk has no room for are on the first page of lists that begin
   * with the newest.
   */
  list(query: Partial<AlertQuery> & { limit: number }): Alert[] {
    this.#write();
    const whole = { ...NEWEST, ...query };
    const stored = this.#catalogue.alerts.list(whole)
      .map((alert) => this.#unwritten.get(alert.id)?.alert ?? alert);
    if (this.#unwritten.size === 0 || whole.sort !== "raised" || whole.offset > 0) return stored;
    const known = new Set(stored.map(({ id }) => id));
    const fresh = [...this.#unwritten.values()].map(({ alert }) => alert).reverse()
      .filter((alert) =>
        !known.has(alert.id) && (whole.model === undefined || alert.model?.id === whole.model)
      );
    return [...fresh, ...stored].slice(0, whole.limit);
  }

  count(filter: AlertFilter): number {
    this.#write();
    return this.#catalogue.alerts.count(filter);
  }

  /** The ids of alerts, the first raised first. */
  ids(filter: AlertFilter): string[] {
    this.#write();
    return this.#catalogue.alerts.ids(filter);
  }

  /** Alerts of one rule about one host, together. */
  groups(filter: AlertFilter, limit: number, offset: number): AlertGroup[] {
    this.#write();
    return this.#catalogue.alerts.groups(filter, limit, offset);
  }

  countGroups(filter: AlertFilter): number {
    return this.#catalogue.alerts.countGroups(filter);
  }

  get(id: string): Alert | null {
    return this.#unwritten.get(id)?.alert ?? this.#catalogue.alerts.get(id);
  }

  /** The live records of an alert. */
  records(id: string, query: RecordQuery): KeptRecord[] {
    this.#write();
    return this.#catalogue.alerts.records(id, query);
  }

  countRecords(id: string): number {
    this.#write();
    return this.#catalogue.alerts.countRecords(id);
  }

  /** Names that alerts are assigned to. */
  assignees(): string[] {
    return this.#catalogue.alerts.values("assignee", 100);
  }

  /**
   * Takes an alert in that is new or has grown; what a person said of it stays.
   *
   * @param records of it that are new
   */
  put(alert: Alert, records: KeptRecord[]): void {
    const known = this.get(alert.id);
    const waiting = this.#unwritten.get(alert.id)?.records ?? [];
    if (alert.count <= RECORDS_OF_ALERT) waiting.push(...records);
    this.#unwritten.delete(alert.id);
    this.#unwritten.set(alert.id, {
      alert: known ? { ...alert, ...saidOf(known) } : alert,
      records: waiting,
    });
    this.#timer ??= setTimeout(() => this.#write(), WRITE_MS);
  }

  /** Writes what waits to be written, within the changes in progress; throws where that fails. */
  flush(): void {
    if (this.#unwritten.size > 0) this.#store();
  }

  /** Writes new alerts at once, within the changes in progress where there are any. */
  add(alerts: readonly Alert[]): void {
    this.#catalogue.alerts.put(alerts);
    this.#catalogue.alerts.prune(this.#kept.alerts, this.#kept.records);
  }

  /** Writes what people say about alerts, at once, of all or none; throws where that cannot be written. */
  change(ids: readonly string[], change: AlertChange): Alert[] {
    const now = new Date().toISOString();
    const changed = ids.flatMap((id) => {
      const alert = this.get(id);
      return alert ? [changedAlert(alert, change, now)] : [];
    });
    this.#catalogue.alerts.put(changed);
    for (const alert of changed) {
      const waiting = this.#unwritten.get(alert.id);
      if (waiting) waiting.alert = alert;
    }
    return changed;
  }

  /** Deletes alerts with their records; says how many there were. */
  delete(ids: readonly string[]): number {
    const known = ids.filter((id) => this.get(id) !== null);
    this.#catalogue.alerts.delete(known);
    for (const id of known) this.#unwritten.delete(id);
    return known.length;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#write();
  }

  #write(): void {
    if (this.#unwritten.size === 0 || this.#isFailing && this.#timer !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#attempt();
  }

  #store(): void {
    const { alerts } = this.#catalogue;
    const unwritten = [...this.#unwritten.values()];
    this.#catalogue.together(() => {
      alerts.put(unwritten.map(({ alert }) => alert));
      alerts.addRecords(
        unwritten.flatMap(({ alert, records }) =>
          records.map((record) => ({ alert: alert.id, record }))
        ),
      );
      alerts.prune(this.#kept.alerts, this.#kept.records);
      this.#catalogue.whenWritten(() => this.#unwritten.clear());
    });
  }

  #attempt(): void {
    try {
      this.#forgetSurplus();
      this.#store();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) console.error("Alerts could not be written; tried again:", error);
      this.#isFailing = true;
      if (!this.#isDisposed) {
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#write();
        }, RETRY_MS);
      }
    }
  }

  /** Never more than this, also while nothing can be written. */
  #forgetSurplus(): void {
    const surplus = Math.max(0, this.#unwritten.size - MOST_UNWRITTEN);
    for (const id of [...this.#unwritten.keys()].slice(0, surplus)) this.#unwritten.delete(id);
  }
}

/** What a person, or a suppression, has said of an alert. */
function saidOf(alert: Alert): Partial<Alert> {
  const { state, verdict, note, assignee, acknowledgedAt, closedAt, suppressedBy } = alert;
  return { state, verdict, note, assignee, acknowledgedAt, closedAt, suppressedBy };
}
