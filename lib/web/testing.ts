/**
 * Profiles for tests.
 *
 * @module
 */
import type { ColumnProfile, DatasetProfile } from "../resources/dataset.ts";

/** A sound numeric column, but for what is given. */
export function columnProfile(given: Partial<ColumnProfile> = {}): ColumnProfile {
  return {
    name: "bytes",
    role: "numeric",
    reason: null,
    type: "numeric",
    missing: 0,
    infinite: 0,
    policy: "median",
    distinct: 10,
    min: 0,
    max: 9,
    mean: 4.5,
    std: 3,
    top: [],
    histogram: null,
    ...given,
  };
}

/** A dataset of two columns and two labels, but for what is given. */
export function datasetProfile(given: Partial<DatasetProfile> = {}): DatasetProfile {
  return {
    format: "csv",
    rows: 100,
    columns: [
      columnProfile(),
      columnProfile({ name: "label", role: "label", type: "categorical", distinct: 2 }),
    ],
    rejected: { count: 0, first: [] },
    duplicates: { rows: 0, share: 0 },
    labelColumn: "label",
    labels: [
      { name: "normal", count: 90, attack: false, duplicates: 0, dropped: 0 },
      { name: "worm", count: 10, attack: true, duplicates: 0, dropped: 0 },
    ],
    warnings: [],
    bytes: 1000,
    ...given,
  };
}
