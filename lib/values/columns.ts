/**
 * Finds the columns of a table that a model means, when they are written in another way.
 *
 * @module
 */

import { equivalentNames } from "./equivalent_names.ts";

/** A feature that is read from a column of another name. */
export interface MappedColumn {
  feature: string;
  column: string;
  /** What values of the column are multiplied by, where its unit differs from that of training. */
  factor?: number;
}

/** Which column each feature is read from. */
export interface ColumnMapping {
  /** The column of each feature that has one. */
  columns: ReadonlyMap<string, string>;
  /** Features whose column has another name. */
  mapped: MappedColumn[];
  /** Features without a column. */
  missing: string[];
}

/**
 * A name as letters and digits alone, in lower case: `Flow Bytes/s`, `flow_bytes_s` and
 * `FLOW.BYTES-S` are one name.
 */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/**
 * Finds a column for each feature: the one of the same name, else the only one that differs in case,
 * blanks and punctuation alone, else one that is known to hold the same in the same unit. A column that
 * has the very name of a feature serves no other.
 *
 * @example
 * ```ts
 * import { mapColumns } from "./columns.ts";
 * import assert from "node:assert/strict";
 *
 * const { mapped, missing } = mapColumns(["Flow Duration", "Proto"], ["flow_duration", "x"]);
 * assert.deepEqual(mapped, [{ feature: "Flow Duration", column: "flow_duration" }]);
 * assert.deepEqual(missing, ["Proto"]);
 * ```
 */
export function mapColumns(features: readonly string[], present: readonly string[]): ColumnMapping {
  const names = new Set(present);
  const columns = new Map<string, string>();
  for (const feature of features) if (names.has(feature)) columns.set(feature, feature);
  const mapped: MappedColumn[] = [];
  if (columns.size < features.length) {
    const wanted = countFolded(features);
    const own = new Set(features);
    const free = [...names].filter((name) => !own.has(name));
    const byFold = new Map(free.map((name) => [foldName(name), name]));
    const counts = countFolded(free);
    for (const feature of features) {
      if (columns.has(feature)) continue;
      const fold = foldName(feature);
      const column = byFold.get(fold);
      if (fold === "" || column === undefined) continue;
      if (counts.get(fold) !== 1 || wanted.get(fold) !== 1) continue;
      columns.set(feature, column);
      mapped.push({ feature, column });
    }
    const used = new Set(columns.values());
    for (const feature of features) {
      if (columns.has(feature)) continue;
      const fold = foldName(feature);
      if (wanted.get(fold) !== 1) continue;
      const column = equivalentNames(fold).filter((name) => counts.get(name) === 1)
        .map((name) => byFold.get(name)!).find((name) => !used.has(name));
      if (column === undefined) continue;
      used.add(column);
      columns.set(feature, column);
      mapped.push({ feature, column });
    }
  }
  return { columns, mapped, missing: features.filter((feature) => !columns.has(feature)) };
}

function countFolded(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    const fold = foldName(name);
    counts.set(fold, (counts.get(fold) ?? 0) + 1);
  }
  return counts;
}

/** Says which columns were matched, in a sentence; at most ten. */
export function describeMapping(mapped: readonly MappedColumn[]): string {
  const shown = mapped.slice(0, 10).map(({ feature, column, factor }) =>
    `"${column}"${factor === undefined ? "" : ` × ${factor}`} as "${feature}"`
  );
  const more = mapped.length > 10 ? ` and ${mapped.length - 10} more` : "";
  return `Columns matched by name despite different spelling or another name for the same: ${
    shown.join(", ")
  }${more}.`;
}
