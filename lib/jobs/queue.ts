/**
 * Does a bounded number of things at a time; the rest wait their turn, first come, first served.
 */
export class JobQueue {
  readonly #limit: number;
  #running = 0;
  readonly #waiting: { id: string; start: () => Promise<void> }[] = [];

  /** @param limit how many things at a time */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Adds a thing to do.
   *
   * @param id names it for {@linkcode JobQueue.remove}
   * @param start does it; when it rejects, that is logged and the next one gets its turn
   */
  add(id: string, start: () => Promise<void>): void {
    this.#waiting.push({ id, start });
    this.#next();
  }

  /**
   * Takes back a thing that still waits.
   *
   * @returns whether it was waiting
   */
  remove(id: string): boolean {
    const index = this.#waiting.findIndex((job) => job.id === id);
    if (index === -1) return false;
    this.#waiting.splice(index, 1);
    return true;
  }

  #next(): void {
    if (this.#running >= this.#limit) return;
    const job = this.#waiting.shift();
    if (!job) return;
    this.#running++;
    this.#run(job).finally(() => {
      this.#running--;
      this.#next();
    });
  }

  async #run({ id, start }: { id: string; start: () => Promise<void> }): Promise<void> {
    try {
      await start();
    } catch (error) {
      console.error(`The job ${id} ended with an error that it did not handle:`, error);
    }
  }
}
