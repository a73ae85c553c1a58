/** After so many days without a connection a host is forgotten. */
const DAYS_REMEMBERED = 28;
/** With more hosts than this, new ones are not remembered: spoofed addresses can be any number. */
const MOST_HOSTS = 50_000;

/** What is kept of {@linkcode HostHistory}. */
export interface HostHistoryState {
  days: number;
  active: Map<number, number>;
  seen: Map<number, number>;
}

/** How long hosts of the network are known; those that were silent for four weeks no longer are. */
export class HostHistory {
  /** Days that were closed before today. */
  days = 0;
  /** On how many days each host was active. */
  #active = new Map<number, number>();
  /** The last day on which each host was seen, with connections that count or others. */
  #seen = new Map<number, number>();

  /** Hosts of the network that were active before today. */
  get hosts(): number {
    return this.#active.size;
  }

  /** On how many days before today a host was active. */
  activeDays(host: number): number {
    return this.#active.get(host) ?? 0;
  }

  /** Whether anything may be remembered of a host. */
  isKnown(host: number): boolean {
    return this.#seen.has(host);
  }

  /** Hosts that something may be remembered of. */
  known(): Iterable<number> {
    return this.#seen.keys();
  }

  /**
   * Counts the day that ends, and forgets.
   *
   * @param active hosts of the network with connections that count
   * @param others hosts of the network that sent to groups only, for one
   */
  learn(number: number, active: Iterable<number>, others: Iterable<number>): void {
    for (const host of others) this.#see(host, number);
    for (const host of active) {
      if (this.#see(host, number)) this.#active.set(host, this.activeDays(host) + 1);
    }
    for (const [host, last] of this.#seen) {
      if (number - last <= DAYS_REMEMBERED) continue;
      this.#seen.delete(host);
      this.#active.delete(host);
    }
    this.days++;
  }

  save(): HostHistoryState {
    return { days: this.days, active: this.#active, seen: this.#seen };
  }

  restore({ days, active, seen }: HostHistoryState): void {
    this.days = days;
    this.#active = active;
    this.#seen = seen;
  }

  #see(host: number, number: number): boolean {
    if (!this.#seen.has(host) && this.#seen.size >= MOST_HOSTS) return false;
    this.#seen.set(host, number);
    return true;
  }
}
