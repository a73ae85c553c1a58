/** Names that are remembered; beyond, those that were not met for longest get a new number. */
const MOST_NAMES = 2 ** 20;

/** Gives names numbers, from 0 in the order in which they come, in bounded memory. */
export class NameNumbers {
  readonly #half: number;
  /** Those met since the last pruning, and those met before. */
  #current = new Map<string, number>();
  #before = new Map<string, number>();
  #next = 0;

  constructor(most: number = MOST_NAMES) {
    this.#half = most / 2;
  }

  /** The number of a name, a new one where it is new or was forgotten. */
  of(name: string): number {
    const known = this.#current.get(name);
    if (known !== undefined) return known;
    const number = this.#before.get(name) ?? this.#take();
    if (this.#current.size >= this.#half) {
      this.#before = this.#current;
      this.#current = new Map();
    }
    this.#current.set(name, number);
    return number;
  }

  /** After two billion names the first numbers are free again. */
  #take(): number {
    const number = this.#next;
    this.#next = (this.#next + 1) % 2 ** 31;
    return number;
  }
}
