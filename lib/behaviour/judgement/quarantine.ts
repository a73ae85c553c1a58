/** After so many days in a row with findings a host's behaviour is taken for its new habit. */
const MOST_DAYS = 3;

/**
 * Which hosts' days must not become usual: those with findings, for at most three days in a row.
 * Without it the second day of an incident would be called normal.
 */
export class Quarantine {
  readonly #days = new Map<number, number>();

  /**
   * Takes the hosts with findings of a day.
   *
   * @returns whether a host's day may be learned
   */
  next(flagged: ReadonlySet<number>): (host: number) => boolean {
    for (const host of this.#days.keys()) if (!flagged.has(host)) this.#days.delete(host);
    for (const host of flagged) this.#days.set(host, (this.#days.get(host) ?? 0) + 1);
    return (host) => {
      const days = this.#days.get(host) ?? 0;
      return days === 0 || days > MOST_DAYS;
    };
  }
}
