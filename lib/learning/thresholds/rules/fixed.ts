/**
 * A threshold that the person or the paper names.
 *
 * @module
 */
import type { ThresholdDefinition } from "../definition.ts";
import type { RuleOf } from "../rule.ts";

/** The value itself, whatever the scores. */
export const fixedRule: ThresholdDefinition<RuleOf<"fixed">> = {
  rule: "fixed",
  title: "Fixed score",
  summary: "Flags records that score above a fixed number.",
  fields: [{
    name: "value",
    label: "Score",
    help: "Scores above it are flagged. Scores of different detectors have different scales.",
    type: "number",
    default: 0.5,
    min: -1e12,
    max: 1e12,
  }],
  apply({ value }) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`A fixed threshold must be a finite number, not ${value}.`);
    }
    return { value };
  },
};
