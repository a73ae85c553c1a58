/**
 * What the feature pipelines of a run have decided by themselves.
 *
 * @module
 */
import type { FeaturePipeline } from "../learning/features/pipeline.ts";
import type { DroppedColumn } from "../learning/features/options.ts";
import type { FeaturePreparation } from "../resources/run.ts";

/** Columns that a warning names. */
const NAMED = 5;

/** The facts of one pipeline. */
export function preparationOf(
  pipeline: Pick<FeaturePipeline, "scalings" | "dropped">,
  supervised: boolean,
): FeaturePreparation {
  return { supervised, scalings: pipeline.scalings(), dropped: pipeline.dropped };
}

/** Sentences that say which columns the filters left out, and why; none where none were. */
export function filterWarnings({ supervised, dropped }: FeaturePreparation): string[] {
  if (dropped.length === 0) return [];
  const named = dropped.slice(0, NAMED)
    .map((column) => `"${column.column}" (${dropReason(column.reason)})`).join(", ");
  const more = dropped.length > NAMED ? ` and ${dropped.length - NAMED} more` : "";
  const whose = supervised ? " for detectors that learn from attacks" : "";
  return [
    `The filters left out ${dropped.length} ${
      dropped.length === 1 ? "column" : "columns"
    }${whose}: ${named}${more}.`,
  ];
}

/** Why a filter left a column out, in a few words. */
export function dropReason(reason: DroppedColumn["reason"]): string {
  if (reason.filter === "correlation") {
    return `correlation ${reason.coefficient.toFixed(3)} with "${reason.with}"`;
  }
  return reason.differing === 0
    ? "constant"
    : `${Number((reason.differing * 100).toPrecision(2))}% of rows differ from the rest`;
}
