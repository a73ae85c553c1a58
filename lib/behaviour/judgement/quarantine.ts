/** After so many days with findings a host's behaviour is taken for its habit. */
const MOST_DAYS = 3;
/** Days with findings are remembered for so many days. */
const DAYS_REMEMBERED = 28;

/**
 * Which hosts' days must not become usual: those with findings, but at most three in four weeks.
 * Without it the second day of an incident would be called normal.
 */
export class Quarantine {
  #days = new Map<number, number[]>();

  /**
   * Takes the hosts with findings of a day.
   *
   * @param day its number
   * @returns whether a host's day may be learned
   */
  next(day: number, flagged: ReadonlySet<number>): (host: number) => boolean {
    for (const [host, days] of this.#days) {
      if (day - days[days.length - 1] > DAYS_REMEMBERED) this.#days.delete(host);
    }
    for (const host of flagged) {
      const days = (this.#days.get(host) ?? []).filter((past) => day - past <= DAYS_REMEMBERED);
      this.#days.set(host, [...days, day]);
    }
    return (host) => !flagged.has(host) || this.#days.get(host)!.length > MOST_DAYS;
  }

  /** Hosts that had findings in these weeks. */
  hosts(): Iterable<number> {
    return this.#days.keys();
  }

  save(): Map<number, number[]> {
    return this.#days;
  }

  restore(days: Map<number, number[]>): void {
    this.#days = days;
  }
}
