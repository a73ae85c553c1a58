import type { LiveState } from "./live_state.ts";

/** How often watchers are told. */
const INTERVAL_MS = 1000;

/** Tells everyone who watches a model its state, once a second, worked out once for all. */
export class LiveBroadcast implements Disposable {
  readonly #stateOf: (model: string, now: number) => LiveState;
  readonly #listeners = new Map<string, Set<(state: string) => void>>();
  #timer: ReturnType<typeof setInterval> | null = null;

  /** @param stateOf gives the state of a model */
  constructor(stateOf: (model: string, now: number) => LiveState) {
    this.#stateOf = stateOf;
  }

  /**
   * Tells a listener now and from then on.
   *
   * @param listener gets a {@linkcode LiveState} as JSON
   * @returns a function that ends it
   */
  listen(model: string, listener: (state: string) => void): () => void {
    const listeners = this.#listeners.get(model) ?? new Set();
    this.#listeners.set(model, listeners.add(listener));
    this.#timer ??= setInterval(() => this.#tell(), INTERVAL_MS);
    listener(JSON.stringify(this.#stateOf(model, Date.now())));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(model);
      if (this.#listeners.size === 0) this[Symbol.dispose]();
    };
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    for (const [model, listeners] of this.#listeners) {
      const state = JSON.stringify(this.#stateOf(model, Date.now()));
      for (const listener of listeners) listener(state);
    }
  }
}
