import type { RowTask } from "./task.ts";
import { assignGroups } from "./tasks/assign_groups.ts";
import { columnSums } from "./tasks/column_sums.ts";
import { crossProducts } from "./tasks/cross_products.ts";
import { forestScores } from "./tasks/forest_scores.ts";
import { mixtureShares } from "./tasks/mixture_shares.ts";
import { nearestRows } from "./tasks/nearest_rows.ts";
import { projectedNorms } from "./tasks/projected_norms.ts";
import { withinRadius } from "./tasks/within_radius.ts";

/** All work on rows by name; threads know these and nothing else. */
export const ROW_TASKS = {
  "forest-scores": forestScores,
  "column-sums": columnSums,
  "cross-products": crossProducts,
  "projected-norms": projectedNorms,
  "assign-groups": assignGroups,
  "mixture-shares": mixtureShares,
  "nearest-rows": nearestRows,
  "within-radius": withinRadius,
};

/** A name of a task. */
export type RowTaskName = keyof typeof ROW_TASKS;

/** What a task is told. */
export type RowTaskArgs<Name extends RowTaskName> = Parameters<typeof ROW_TASKS[Name]>[2];

/** The arrays that a task writes to. */
export type RowTaskResults<Name extends RowTaskName> = Parameters<typeof ROW_TASKS[Name]>[3];

/** A task for whom its types do not matter. */
export function rowTask(name: RowTaskName): RowTask<unknown, unknown> {
  return ROW_TASKS[name] as RowTask<unknown, unknown>;
}
