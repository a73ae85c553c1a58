import { createPacer } from "../../base/pacer.ts";
import type { Rows } from "../linear_algebra/moments.ts";

/** Columns that are compared before a row is ruled out as too far away. */
const CHUNK_COLUMNS = 8;

/** The nearest other rows of each row. */
export interface NearestRows {
  /** How many for each row. */
  count: number;
  /** Their indices, `count` for each row, in no particular order. */
  rows: Int32Array;
  /** Their squared distances. */
  squared: Float64Array;
}

/**
 * Finds the nearest rows of each row by comparing all with all. Fast where the first columns vary
 * most, as those of principal components do.
 *
 * @param count how many, less than there are rows
 * @param onProgress gets the share of rows done, 0 to 1
 */
export async function nearestRows(
  { data, rows, cols }: Rows,
  count: number,
  onProgress: (fraction: number) => void = () => {},
): Promise<NearestRows> {
  const pace = createPacer();
  const nearest = {
    count,
    rows: new Int32Array(rows * count),
    squared: new Float64Array(rows * count),
  };
  const heap = new FarthestFirst(count);
  for (let row = 0; row < rows; row++) {
    if (row % 64 === 0) {
      onProgress(row / rows);
      await pace();
    }
    heap.clear();
    const own = row * cols;
    for (let other = 0; other < rows; other++) {
      if (other === row) continue;
      const start = other * cols;
      const limit = heap.limit;
      let squared = 0;
      for (let from = 0; from < cols && squared < limit; from += CHUNK_COLUMNS) {
        const to = Math.min(cols, from + CHUNK_COLUMNS);
        for (let j = from; j < to; j++) {
          const difference = data[own + j] - data[start + j];
          squared += difference * difference;
        }
      }
      if (squared < limit) heap.add(other, squared);
    }
    nearest.rows.set(heap.rows, row * count);
    nearest.squared.set(heap.squared, row * count);
  }
  return nearest;
}

/** A bounded heap with the farthest on top. */
class FarthestFirst {
  readonly rows: Int32Array;
  readonly squared: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.rows = new Int32Array(capacity);
    this.squared = new Float64Array(capacity);
  }

  /** What is as far or farther is not taken. */
  get limit(): number {
    return this.#size < this.rows.length ? Infinity : this.squared[0];
  }

  clear(): void {
    this.#size = 0;
  }

  add(row: number, squared: number): void {
    if (this.#size < this.rows.length) this.#rise(this.#size++, row, squared);
    else this.#sink(row, squared);
  }

  #rise(at: number, row: number, squared: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.squared[parent] >= squared) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, row, squared);
  }

  #sink(row: number, squared: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && this.squared[child + 1] > this.squared[child]) child++;
      if (this.squared[child] <= squared) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, row, squared);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.rows[from], this.squared[from]);
  }

  #put(at: number, row: number, squared: number): void {
    this.rows[at] = row;
    this.squared[at] = squared;
  }
}
