import type { HighestRows } from "../../resources/batch.ts";

/** Keeps the rows with the highest scores of rows that come one after the other. */
export class HighestRowsOf {
  readonly #limit: number;
  readonly #found: HighestRows[] = [];

  /** @param limit most entries; rows with the same score and label are one */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A row of a lower score is of no interest. */
  get least(): number {
    return this.#found.length < this.#limit ? -Infinity : this.#found.at(-1)!.score;
  }

  /** Looks at a row. */
  add(row: Omit<HighestRows, "records">): void {
    const found = this.#found;
    let place = 0;
    while (place < found.length && found[place].score > row.score) place++;
    for (let i = place; i < found.length && found[i].score === row.score; i++) {
      if (found[i].label !== row.label) continue;
      found[i].records++;
      return;
    }
    while (place < found.length && found[place].score === row.score) place++;
    found.splice(place, 0, { ...row, records: 1 });
    found.splice(this.#limit);
  }

  /** Highest first. */
  rows(): HighestRows[] {
    return this.#found;
  }
}
