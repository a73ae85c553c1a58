/**
 * Counts of what the models of a batch say about its rows.
 *
 * @module
 */
import type { CategoryCodes } from "../../learning/features/frame.ts";
import type { Labels } from "../../learning/metrics/per_class.ts";
import type { BatchCounts, BatchLabel } from "../../resources/batch.ts";

/** Counts rows by the set of models that flag them, for all rows and for each label. */
export class Tally {
  readonly #models: number;
  readonly #labels: Pick<Labels, "names" | "attack"> | null;
  /** Rows by label (the last one: none) and set of models, a bit for each. */
  readonly #counts: Float64Array[];

  /**
   * @param models how many there are, 1 to 8
   * @param labels their names and which are attacks; `null` without labels
   */
  constructor(models: number, labels: Pick<Labels, "names" | "attack"> | null) {
    this.#models = models;
    this.#labels = labels;
    this.#counts = Array.from(
      { length: (labels?.names.length ?? 0) + 1 },
      () => new Float64Array(2 ** models),
    );
  }

  /**
   * Counts the rows of a block.
   *
   * @param flags for each row a bit for each model that flags it
   * @param codes of the labels, negative where there is none; `null` without labels
   */
  add(flags: Uint8Array, codes: CategoryCodes | null): void {
    const last = this.#counts.length - 1;
    for (let i = 0; i < flags.length; i++) {
      const code = codes ? codes[i] : -1;
      this.#counts[code >= 0 && code < last ? code : last][flags[i]]++;
    }
  }

  /** Of all rows. */
  counts(): BatchCounts {
    return summarise(this.#sum(), this.#models);
  }

  /** Rows that each model flags, and those that it alone flags. */
  models(): { flagged: number; alone: number }[] {
    const sum = this.#sum();
    return Array.from({ length: this.#models }, (_, model) => ({
      flagged: flaggedBy(sum, model),
      alone: sum[1 << model],
    }));
  }

  /** Most rows first; empty without labels. */
  labels(): BatchLabel[] {
    if (!this.#labels) return [];
    const { names, attack } = this.#labels;
    return names.map((label, code): BatchLabel => {
      const counts = this.#counts[code];
      const { total, any, all } = summarise(counts, this.#models);
      return {
        label,
        attack: attack[code],
        rows: total,
        flagged: Array.from({ length: this.#models }, (_, model) => flaggedBy(counts, model)),
        any,
        all,
      };
    }).filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
  }

  #sum(): Float64Array {
    const sum = new Float64Array(2 ** this.#models);
    for (const counts of this.#counts) counts.forEach((count, set) => sum[set] += count);
    return sum;
  }
}

function flaggedBy(counts: Float64Array, model: number): number {
  return counts.reduce((sum, count, set) => sum + (set >> model & 1 ? count : 0), 0);
}

function summarise(counts: Float64Array, models: number): BatchCounts {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    total,
    any: total - counts[0],
    all: counts[2 ** models - 1],
    exactlyOne: Array.from({ length: models }, (_, model) => counts[1 << model])
      .reduce((sum, count) => sum + count, 0),
  };
}
