/** Notices when something was not used for a while. Use costs next to nothing. */
export class IdleTimer implements Disposable {
  readonly #idleMs: number;
  readonly #onIdle: () => void;
  #timer: ReturnType<typeof setTimeout>;
  #lastUse = Date.now();

  /** @param onIdle called once, after so many milliseconds without use */
  constructor(idleMs: number, onIdle: () => void) {
    this.#idleMs = idleMs;
    this.#onIdle = onIdle;
    this.#timer = setTimeout(() => this.#check(), idleMs);
  }

  /** It is used now. */
  use(): void {
    this.#lastUse = Date.now();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #check(): void {
    const left = this.#lastUse + this.#idleMs - Date.now();
    if (left > 0) this.#timer = setTimeout(() => this.#check(), left);
    else this.#onIdle();
  }
}
