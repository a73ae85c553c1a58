/** How far back the rate looks, in milliseconds. */
const WINDOW = 5000;

/** Speed of a transfer over its last seconds, from samples of the bytes sent so far. */
export class TransferRate {
  #samples: { bytes: number; time: number }[] = [];

  /**
   * Adds a sample.
   *
   * @param bytes bytes transferred since the start
   * @param time milliseconds on any clock that only goes forward
   */
  add(bytes: number, time: number): void {
    this.#samples.push({ bytes, time });
    while (this.#samples.length > 2 && this.#samples[1].time <= time - WINDOW) {
      this.#samples.shift();
    }
  }

  /** Bytes a second, or `undefined` until a quarter of a second was measured. */
  bytesPerSecond(): number | undefined {
    const first = this.#samples.at(0);
    const last = this.#samples.at(-1);
    if (!first || !last || last.time - first.time < 250) return undefined;
    return ((last.bytes - first.bytes) * 1000) / (last.time - first.time);
  }

  /** Seconds until `total` bytes are through at the present speed, if that can be said. */
  secondsLeft(total: number): number | undefined {
    const rate = this.bytesPerSecond();
    const last = this.#samples.at(-1);
    if (!rate || !last) return undefined;
    return Math.max(0, (total - last.bytes) / rate);
  }
}
