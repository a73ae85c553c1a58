import {
  DURATION_NAMES,
  durationUnit,
  durationUnitOf,
  UNIT_SECONDS,
} from "../datasets/connections/duration_unit.ts";
import type { ModelInput } from "../learning/features/input.ts";
import type { ColumnProfile } from "../resources/dataset.ts";
import { foldName, type MappedColumn } from "../values/columns.ts";

/**
 * Finds the columns that say how long connections took, for features that do, and reconciles the units:
 * CICFlowMeter counts microseconds, others seconds.
 *
 * @param inputs features of a model
 * @param columns of a dataset
 * @param mapping the column of each feature, as far as names tell
 * @returns features whose column has another name, or another unit
 */
export function fitDurations(
  inputs: readonly ModelInput[],
  columns: readonly ColumnProfile[],
  mapping: ReadonlyMap<string, string>,
): MappedColumn[] {
  const used = new Set(mapping.values());
  const free = DURATION_NAMES.flatMap((name) =>
    columns.find((column) => foldName(column.name) === name && !used.has(column.name)) ?? []
  ).filter(({ type }) => type === "numeric");
  return inputs.flatMap((input): MappedColumn[] => {
    if (input.type !== "numeric" || !DURATION_NAMES.includes(foldName(input.name))) return [];
    const own = mapping.get(input.name);
    const column = columns.find(({ name }) => name === own) ?? free.shift();
    if (!column) return [];
    const [from, to] = [durationUnitOf(column), durationUnit(input.name, input.integer)];
    const factor = Math.round(1e6 * UNIT_SECONDS[from]) / Math.round(1e6 * UNIT_SECONDS[to]);
    if (factor === 1 && column.name === own) return [];
    return [{
      feature: input.name,
      column: column.name,
      ...(factor !== 1 && { factor }),
    }];
  });
}
