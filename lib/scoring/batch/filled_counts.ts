import type { RowTest } from "../../learning/features/feature.ts";
import type { FilledFeature } from "../../resources/batch.ts";

/** Counts the scored rows of a batch in which a substitute is used for the value of a feature. */
export class FilledCounts {
  readonly #rows = new Map<string, number>();

  /**
   * @param features of the rows of a block
   * @param rows those that are scored
   */
  add(features: { feature: string; isFilled: RowTest }[], rows: Uint32Array): void {
    for (const { feature, isFilled } of features) {
      let count = 0;
      for (let i = 0; i < rows.length; i++) if (isFilled(rows[i])) count++;
      if (count > 0) this.#rows.set(feature, (this.#rows.get(feature) ?? 0) + count);
    }
  }

  /** Features with such rows, most rows first. */
  features(): FilledFeature[] {
    return [...this.#rows].map(([feature, rows]) => ({ feature, rows }))
      .sort((a, b) => b.rows - a.rows);
  }
}
