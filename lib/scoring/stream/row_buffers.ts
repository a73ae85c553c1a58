/** Arrays that are kept for the next streams. */
const MOST_FREE = 16;

/**
 * Arrays on shared memory that streams take in turn. The garbage collector does not count shared memory
 * (V8 14): left to it, the rows of hundreds of streams that have ended stay, a quarter of a megabyte each.
 */
export class RowBuffers {
  /** Given back last, last. */
  readonly #free: Float32Array[] = [];

  /** Arrays that wait for a stream. */
  get free(): number {
    return this.#free.length;
  }

  /** An array of a length; its values are those of its last user. */
  take(length: number): Float32Array {
    const place = this.#free.findLastIndex((array) => array.length === length);
    if (place >= 0) return this.#free.splice(place, 1)[0];
    return new Float32Array(new SharedArrayBuffer(Float32Array.BYTES_PER_ELEMENT * length));
  }

  /** Gives an array back that is no longer used. */
  giveBack(array: Float32Array): void {
    this.#free.push(array);
    if (this.#free.length > MOST_FREE) this.#free.shift();
  }
}
