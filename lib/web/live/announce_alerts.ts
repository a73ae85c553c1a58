import type { Alert } from "../../resources/alert.ts";

/** Screen readers are told of new alerts this often at most, in milliseconds. */
const INTERVAL_MS = 10_000;

const ORDER = ["low", "medium", "high", "critical"];

/** Gathers new alerts into a sentence now and then, so that a flood of them does not talk over all. */
export class AlertAnnouncer {
  #known: Set<string> | null = null;
  #waiting: Alert[] = [];
  #lastAt = -Infinity;

  /**
   * Takes the newest alerts.
   *
   * @param now in milliseconds
   * @returns what to say, `null` for nothing
   */
  next(alerts: Alert[], now: number): string | null {
    const known = this.#known;
    this.#known = new Set(alerts.map(({ id }) => id));
    if (known === null) return null;
    this.#waiting.push(
      ...alerts.filter(({ id, suppressedBy }) => !known.has(id) && suppressedBy === null),
    );
    if (this.#waiting.length === 0 || now - this.#lastAt < INTERVAL_MS) return null;
    const told = this.#waiting.splice(0);
    this.#lastAt = now;
    const worst = told.reduce((a, b) =>
      ORDER.indexOf(b.severity.band) > ORDER.indexOf(a.severity.band) ? b : a
    );
    const on = worst.entity ? ` on ${worst.entity.column} ${worst.entity.value}` : "";
    return told.length === 1
      ? `New alert: ${worst.severity.band}${on}.`
      : `${told.length} new alerts, the worst ${worst.severity.band}${on}.`;
  }
}
