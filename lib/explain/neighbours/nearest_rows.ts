import type { Matrix } from "../../learning/matrix.ts";

/** A row that was found, and those that are equal to it. */
export interface NearRow {
  /** As `add` was told. */
  row: number;
  distance: number;
  /** Rows with the same columns. */
  alike: number;
}

interface Candidate extends NearRow {
  columns: Float32Array;
}

/** Keeps the rows that lie nearest to a point, of rows that come block by block. */
export class NearestRows {
  readonly #point: Float32Array;
  readonly #limit: number;
  #found: Candidate[] = [];

  /**
   * @param point a row of the same columns
   * @param limit most rows to keep
   */
  constructor(point: Float32Array, limit: number) {
    this.#point = point;
    this.#limit = limit;
  }

  /**
   * Looks at the rows of a block.
   *
   * @param rows what to call each of them
   */
  add({ data, cols }: Pick<Matrix, "data" | "cols">, rows: ArrayLike<number>): void {
    const point = this.#point;
    let worst = this.#worst();
    for (let i = 0, start = 0; i < rows.length; i++, start += cols) {
      let sum = 0;
      for (let j = 0; j < cols && sum <= worst; j++) {
        const difference = data[start + j] - point[j];
        sum += difference * difference;
      }
      if (sum > worst) continue;
      this.#keep(rows[i], sum, data.subarray(start, start + cols));
      worst = this.#worst();
    }
  }

  /** The rows, nearest first; the distance is Euclidean. */
  found(): NearRow[] {
    return this.#found.map(({ row, distance, alike }) => ({
      row,
      distance: Math.sqrt(distance),
      alike,
    }));
  }

  /** The squared distance beyond which no row is wanted. */
  #worst(): number {
    return this.#found.length < this.#limit ? Infinity : this.#found.at(-1)!.distance;
  }

  #keep(row: number, distance: number, columns: Float32Array): void {
    const equal = this.#found.find((each) =>
      each.distance === distance && each.columns.every((value, j) => value === columns[j])
    );
    if (equal) {
      equal.alike++;
      return;
    }
    const place = this.#found.findIndex((each) => each.distance > distance);
    this.#found.splice(place < 0 ? this.#found.length : place, 0, {
      row,
      distance,
      alike: 1,
      columns: columns.slice(),
    });
    this.#found.splice(this.#limit);
  }
}
