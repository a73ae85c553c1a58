/**
 * Features whose values in new records are nearly all unlike those of training.
 *
 * @module
 */
import { CategoryIndex } from "../../values/categories.ts";
import type { CategoricalColumn, Frame, NumericColumn } from "./frame.ts";
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

/** Counts of some records as plain data, to be added to those of others. */
export interface ShiftCounts {
  rows: number;
  features: {
    feature: string;
    /** Whether training records lacked a value of it. */
    mayBeMissing: boolean;
    counts: Counts;
  }[];
}

/** Counts, block by block, how many records have values that training did not have. */
export class ShiftCounter {
  readonly #features: {
    state: FeatureState;
    index: CategoryIndex | null;
    counts: Counts;
    /** What the categories of the last frame are. */
    known: KnownCategories | null;
  }[];
  #rows = 0;

  /** @param features of the fitted pipeline */
  constructor(features: FeatureState[]) {
    this.#features = features.map((state) => ({
      state,
      index: state.type === "numeric" || state.type === "port"
        ? null
        : new CategoryIndex(state.categories),
      counts: { unseen: 0, outside: 0, missing: 0 },
      known: null,
    }));
  }

  /**
   * Adds records.
   *
   * @param rows which of them; all where it is absent
   */
  add(frame: Frame, rows: Uint32Array | null = null): void {
    const length = rows ? rows.length : frame.rows;
    this.#rows += length;
    const columns = new Map(frame.columns.map((column) => [column.name, column]));
    for (const feature of this.#features) {
      const { state, index, counts } = feature;
      const column = columns.get(state.name);
      if (column?.type === "numeric") countNumbers(column, rows, length, state, counts);
      else if (column && index) {
        if (feature.known?.categories !== column.categories) {
          feature.known = knownCategories(column.categories, index, state);
        }
        countWords(column, rows, length, feature.known.kinds, counts);
      }
    }
  }

  /** The counts so far. */
  counts(): ShiftCounts {
    return {
      rows: this.#rows,
      features: this.#features.map(({ state, counts }) => ({
        feature: state.name,
        mayBeMissing: mayBeMissing(state),
        counts: { ...counts },
      })),
    };
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
    return shiftsOf(
      this.counts(),
      training && ((feature) => training.missingShare(feature) > 0.5),
    );
  }
}

/**
 * Features with such values in nearly every record, in their order.
 *
 * @param isExpected whether a feature may be missing in all records; without it, those may that
 * training lacked in any
 */
export function shiftsOf(
  { rows, features }: ShiftCounts,
  isExpected?: (feature: string) => boolean,
): Shift[] {
  if (rows === 0) return [];
  return features.flatMap(({ feature, mayBeMissing, counts }): Shift[] => {
    const kind = (["unseen", "outside", "missing"] as const)
      .find((kind) => counts[kind] >= SHIFTED_SHARE * rows);
    if (kind === undefined) return [];
    if (kind === "missing" && (isExpected?.(feature) ?? mayBeMissing)) return [];
    return [{ feature, kind, share: counts[kind] / rows }];
  });
}

/** The counts of both, which are of one model. */
export function addShiftCounts(a: ShiftCounts, b: ShiftCounts): ShiftCounts {
  return {
    rows: a.rows + b.rows,
    features: a.features.map((each, index) => {
      const { unseen, outside, missing } = b.features[index].counts;
      return {
        ...each,
        counts: {
          unseen: each.counts.unseen + unseen,
          outside: each.counts.outside + outside,
          missing: each.counts.missing + missing,
        },
      };
    }),
  };
}

function countNumbers(
  { values }: NumericColumn,
  rows: Uint32Array | null,
  length: number,
  state: FeatureState,
  counts: Counts,
): void {
  if (state.type !== "numeric" && state.type !== "port") return;
  // Ports that training did not have are a class, and no numbers beyond others.
  const { min, max } = state.type === "port" ? { min: -Infinity, max: Infinity } : state;
  for (let i = 0; i < length; i++) {
    const value = values[rows ? rows[i] : i];
    if (!Number.isFinite(value)) counts.missing++;
    else if (value < min || value > max) counts.outside++;
  }
}

/** Categories of a frame, and what each of them is. */
interface KnownCategories {
  categories: readonly string[];
  kinds: (ShiftKind | null)[];
}

function knownCategories(
  categories: readonly string[],
  index: CategoryIndex,
  state: FeatureState,
): KnownCategories {
  const kinds = categories.map((category) => {
    const found = categoryOf(index, category, mayBeMissing(state));
    return found === null ? "missing" : found === UNSEEN ? "unseen" : null;
  });
  return { categories, kinds };
}

function countWords(
  { codes }: CategoricalColumn,
  rows: Uint32Array | null,
  length: number,
  kinds: (ShiftKind | null)[],
  counts: Counts,
): void {
  for (let i = 0; i < length; i++) {
    const code = codes[rows ? rows[i] : i];
    const kind = code < 0 ? "missing" : kinds[code];
    if (kind) counts[kind]++;
  }
}

function mayBeMissing(state: FeatureState): boolean {
  if (state.type === "frequency") return state.missingShare > 0;
  return state.type === "port" ? state.number.missing : state.missing;
}
