/** A set of records whose template is not known yet. */
export interface WaitingSet<Context> {
  /** What it waits for. */
  key: string;
  /** A copy of its records. */
  bytes: Uint8Array<ArrayBuffer>;
  /** What its reader needs to know besides. */
  context: Context;
  /** In milliseconds, on the clock that is handed in. */
  arrived: number;
}

/** Bounds on what waits. */
export interface WaitingLimits {
  /** Bytes of all sets together. */
  bytes: number;
  /** Milliseconds that a set waits. */
  milliseconds: number;
}

/** Sets that wait for their template, the oldest first, within bounds. */
export class WaitingSets<Context> {
  readonly #limits: WaitingLimits;
  readonly #onDrop: (set: WaitingSet<Context>) => void;
  #sets: WaitingSet<Context>[] = [];
  #bytes = 0;

  /** @param onDrop called with each set that is given up */
  constructor(limits: WaitingLimits, onDrop: (set: WaitingSet<Context>) => void) {
    this.#limits = limits;
    this.#onDrop = onDrop;
  }

  /** Keeps a set; the oldest make room for it. */
  add(set: WaitingSet<Context>): void {
    this.expire(set.arrived);
    this.#sets.push(set);
    this.#bytes += set.bytes.length;
    let [excess, bytes] = [0, this.#bytes];
    while (bytes > this.#limits.bytes) bytes -= this.#sets[excess++].bytes.length;
    this.#drop(excess);
  }

  /** Hands out the sets that wait for a template, in their order. */
  take(key: string): WaitingSet<Context>[] {
    if (this.#sets.length === 0) return [];
    const taken = this.#sets.filter((set) => set.key === key);
    if (taken.length > 0) this.#sets = this.#sets.filter((set) => set.key !== key);
    for (const { bytes } of taken) this.#bytes -= bytes.length;
    return taken;
  }

  /** Gives up what has waited too long. */
  expire(now: number): void {
    const young = this.#sets.findIndex(({ arrived }) => now - arrived <= this.#limits.milliseconds);
    this.#drop(young < 0 ? this.#sets.length : young);
  }

  #drop(count: number): void {
    for (const set of this.#sets.splice(0, count)) {
      this.#bytes -= set.bytes.length;
      this.#onDrop(set);
    }
  }
}
