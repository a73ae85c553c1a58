/** How long hosts of the network are known. */
export class HostHistory {
  /** Days that were closed before today. */
  days = 0;
  readonly #days = new Map<number, number>();

  /** Hosts of the network that were active before today. */
  get hosts(): number {
    return this.#days.size;
  }

  /** On how many days before today a host was active. */
  activeDays(host: number): number {
    return this.#days.get(host) ?? 0;
  }

  /** Counts the day that ends. */
  learn(hosts: Iterable<number>): void {
    for (const host of hosts) this.#days.set(host, this.activeDays(host) + 1);
    this.days++;
  }
}
