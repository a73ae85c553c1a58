/**
 * Features whose values in new records are nearly all unlike those of training.
 *
 * @module
 */
import { CategoryIndex } from "../../values/categories.ts";
import type { Frame, FrameColumn } from "./frame.ts";
import { categoryOf, UNSEEN } from "./read_category.ts";
import type { FeatureState } from "./state.ts";

/** What the values of a feature are. */
export type ShiftKind =
  /** Categories that training did not have, or that the model has no column for. */
  | "unseen"
  /** Numbers below the least or above the greatest of training. */
  | "outside"
  /** Not there, though training records had them. */
  | "missing";

/** A feature with such values. */
export interface Shift {
  feature: string;
  kind: ShiftKind;
  /** Share of the records, 0 to 1. */
  share: number;
}

/** Such values in nearly every record make a shift. */
export const SHIFTED_SHARE = 0.9;

/** Counts of one feature. */
type Counts = Record<ShiftKind, number>;

/** Counts, block by block, how many records have values that training did not have. */
export class ShiftCounter {
  readonly #features: {
    state: FeatureState;
    index: CategoryIndex | null;
    counts: Counts;
  }[];
  #rows = 0;

  /** @param features of the fitted pipeline */
  constructor(features: FeatureState[]) {
    this.#features = features.map((state) => ({
      state,
      index: state.type === "numeric" ? null : new CategoryIndex(state.categories),
      counts: { unseen: 0, outside: 0, missing: 0 },
    }));
  }

  /**
   * Adds records.
   *
   * @param rows which of them; all where it is absent
   */
  add(frame: Frame, rows: Uint32Array | null = null): void {
    this.#rows += rows ? rows.length : frame.rows;
    for (const { state, index, counts } of this.#features) {
      const column = frame.columns.find(({ name }) => name === state.name);
      if (column) count(column, rows, state, index, counts);
    }
  }

  /** Share of the records without a value of a feature. */
  missingShare(feature: string): number {
    const found = this.#features.find(({ state }) => state.name === feature);
    return found && this.#rows > 0 ? found.counts.missing / this.#rows : 0;
  }

  /**
   * Features with such values in nearly every record, in their order.
   *
   * @param training the same counts of the training records; without them, features that training
   * lacked in any record may be missing in all
   */
  shifts(training?: ShiftCounter): Shift[] {
    if (this.#rows === 0) return [];
    return this.#features.flatMap(({ state, counts }): Shift[] => {
      const kind = (["unseen", "outside", "missing"] as const)
        .find((kind) => counts[kind] >= SHIFTED_SHARE * this.#rows);
      if (kind === undefined) return [];
      const expected = training ? training.missingShare(state.name) > 0.5 : mayBeMissing(state);
      if (kind === "missing" && expected) return [];
      return [{ feature: state.name, kind, share: counts[kind] / this.#rows }];
    });
  }
}

function count(
  column: FrameColumn,
  rows: Uint32Array | null,
  state: FeatureState,
  index: CategoryIndex | null,
  counts: Counts,
): void {
  if (column.type === "numeric") {
    if (state.type !== "numeric") return;
    const { min, max } = state;
    const { values } = column;
    const length = rows ? rows.length : values.length;
    for (let i = 0; i < length; i++) {
      const value = values[rows ? rows[i] : i];
      if (!Number.isFinite(value)) counts.missing++;
      else if (value < min || value > max) counts.outside++;
    }
    return;
  }
  if (index === null) return;
  const kinds = column.categories.map((category) => {
    const found = categoryOf(index, category, mayBeMissing(state));
    return found === null ? "missing" : found === UNSEEN ? "unseen" : null;
  });
  const length = rows ? rows.length : column.codes.length;
  for (let i = 0; i < length; i++) {
    const code = column.codes[rows ? rows[i] : i];
    const kind = code < 0 ? "missing" : kinds[code];
    if (kind) counts[kind]++;
  }
}

function mayBeMissing(state: FeatureState): boolean {
  return state.type === "frequency" ? state.missingShare > 0 : state.missing;
}
