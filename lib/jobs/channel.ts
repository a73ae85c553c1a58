/** Something that happens to a job, as browsers are told of it by server-sent events. */
export interface JobEvent {
  /** `progress`, `metric` or `done`. */
  type: "progress" | "metric" | "done";
  data: unknown;
}

/**
 * Where a job stands and how it came there: the newest progress and all metrics, so that whoever
 * comes late sees what the others see.
 */
export class JobChannel {
  #progress: JobEvent | null = null;
  readonly #metrics: JobEvent[] = [];
  #done: JobEvent | null = null;
  readonly #listeners = new Set<(event: JobEvent) => void>();

  /** Tells all listeners; `done` is the last event. */
  emit(event: JobEvent): void {
    if (this.#done) return;
    if (event.type === "progress") this.#progress = event;
    else if (event.type === "metric") this.#metrics.push(event);
    else this.#done = event;
    for (const listener of this.#listeners) listener(event);
  }

  /**
   * Tells a listener what has been and what comes.
   *
   * @returns a function that ends it
   */
  listen(listener: (event: JobEvent) => void): () => void {
    for (const event of this.#metrics) listener(event);
    if (this.#progress && !this.#done) listener(this.#progress);
    if (this.#done) listener(this.#done);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
