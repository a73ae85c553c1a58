/** After so many days without use an item is new again. */
const DAYS_REMEMBERED = 28;
/** With more pairs than this, items are new again earlier. */
const MOST_PAIRS = 2_000_000;

/**
 * Which hosts have used which items, such as ports, networks or countries: what is new for a host,
 * and how many others have it.
 *
 * Memory grows with the pairs of host and item of the last 28 days, and of fewer days where these are
 * more than two million.
 */
export class KnownItems {
  /** For each item and host the last day of use; negative where it must not count as known. */
  #items = new Map<number, Map<number, number>>();
  #pairs = 0;
  /** What was noted since the day began, and what stood there before. */
  #noted: { host: number; item: number; before: number | undefined }[] = [];
  readonly #mostPairs: number;

  constructor(mostPairs: number = MOST_PAIRS) {
    this.#mostPairs = mostPairs;
  }

  /** Pairs that are remembered. */
  get pairs(): number {
    return this.#pairs;
  }

  /** Whether the host has used the item on a day that is trusted. */
  isKnown(host: number, item: number): boolean {
    return (this.#items.get(item)?.get(host) ?? -1) > 0;
  }

  /** Whether any host is remembered with the item. */
  isInUse(item: number): boolean {
    return this.#items.has(item);
  }

  /** How many hosts other than this one have used the item, today's included once they are noted. */
  othersWith(item: number, host: number): number {
    const hosts = this.#items.get(item);
    return hosts ? hosts.size - (hosts.has(host) ? 1 : 0) : 0;
  }

  /**
   * Begins to note the uses of a day: what was noted since the last day that was learned, when the
   * same day was looked at before it had ended, is taken back.
   */
  begin(): void {
    for (let at = this.#noted.length - 1; at >= 0; at--) {
      const { host, item, before } = this.#noted[at];
      const hosts = this.#items.get(item)!;
      if (before !== undefined) hosts.set(host, before);
      else {
        hosts.delete(host);
        this.#pairs--;
        if (hosts.size === 0) this.#items.delete(item);
      }
    }
    this.#noted = [];
  }

  /** Notes a use of today without calling it usual for the host yet. */
  note(host: number, item: number, day: number): void {
    let hosts = this.#items.get(item);
    if (!hosts) this.#items.set(item, hosts = new Map());
    const before = hosts.get(host);
    if (before !== undefined && (before >= 0 || before === -day)) return;
    hosts.set(host, -day);
    if (before === undefined) this.#pairs++;
    this.#noted.push({ host, item, before });
  }

  /** Calls a use usual for the host. */
  learn(host: number, item: number, day: number): void {
    this.note(host, item, day);
    this.#items.get(item)!.set(host, day);
  }

  /** Ends a day that was learned, and forgets what was not used for long. */
  forget(day: number): void {
    this.#noted = [];
    let days = DAYS_REMEMBERED;
    this.#forgetOlder(day, days);
    while (this.#pairs > this.#mostPairs && days > 1) this.#forgetOlder(day, days >>= 1);
  }

  save(): Map<number, Map<number, number>> {
    this.begin();
    return this.#items;
  }

  restore(items: Map<number, Map<number, number>>): void {
    this.#items = items;
    this.#pairs = items.values().reduce((sum, { size }) => sum + size, 0);
    this.#noted = [];
  }

  #forgetOlder(day: number, days: number): void {
    for (const [item, hosts] of this.#items) {
      for (const [host, last] of hosts) {
        if (day - Math.abs(last) <= days) continue;
        hosts.delete(host);
        this.#pairs--;
      }
      if (hosts.size === 0) this.#items.delete(item);
    }
  }

  /**
   * Share of uses that are the only one of their item: how likely the next use is one of an item
   * never seen.
   *
   * Source: I. Good, "The population frequencies of species and the estimation of population
   * parameters", Biometrika 40, 1953.
   */
  unseenMass(): number {
    let alone = 0;
    for (const hosts of this.#items.values()) if (hosts.size === 1) alone++;
    return (alone + 1) / (this.#pairs + 2);
  }
}
