import type { LiveState } from "./live_state.ts";
import type { LiveRange } from "./monitor/live_range.ts";

/** How often watchers are told. */
const INTERVAL_MS = 1000;

/** What is watched: a model, and the range of time that is shown. */
interface Watch {
  model: string;
  range: LiveRange | undefined;
  listeners: Set<(state: string) => void>;
}

/** Tells everybody who watches a model where it stands, once a second, worked out once for all. */
export class LiveBroadcast implements Disposable {
  readonly #stateOf: (model: string, now: number, range?: LiveRange) => LiveState;
  readonly #watches = new Map<string, Watch>();
  #timer: ReturnType<typeof setInterval> | null = null;

  /** @param stateOf says where a model stands */
  constructor(stateOf: (model: string, now: number, range?: LiveRange) => LiveState) {
    this.#stateOf = stateOf;
  }

  /**
   * Tells a listener now and from then on.
   *
   * @param range that the state shows; see `ModelMonitor.state`
   * @param listener gets a {@linkcode LiveState} as JSON
   * @returns a function that ends it
   */
  listen(
    model: string,
    range: LiveRange | undefined,
    listener: (state: string) => void,
  ): () => void {
    const key = `${model} ${range ?? ""}`;
    const watch = this.#watches.get(key) ?? { model, range, listeners: new Set() };
    watch.listeners.add(listener);
    this.#watches.set(key, watch);
    this.#timer ??= setInterval(() => this.#tell(), INTERVAL_MS);
    listener(JSON.stringify(this.#stateOf(model, Date.now(), range)));
    return () => {
      watch.listeners.delete(listener);
      if (watch.listeners.size === 0) this.#watches.delete(key);
      if (this.#watches.size === 0) this[Symbol.dispose]();
    };
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    for (const { model, range, listeners } of this.#watches.values()) {
      const state = JSON.stringify(this.#stateOf(model, Date.now(), range));
      for (const listener of listeners) listener(state);
    }
  }
}
