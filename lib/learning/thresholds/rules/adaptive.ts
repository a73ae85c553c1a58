/**
 * A threshold that follows the records.
 *
 * @module
 */
import { AdaptiveThreshold } from "../adaptive_threshold.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { heldOutOf } from "../held_out.ts";
import type { RuleOf } from "../rule.ts";

/**
 * Runs an {@linkcode AdaptiveThreshold} over the rows in their order, beginning with the held-out
 * normal rows. Each row is judged by the rows before it alone.
 */
export const adaptiveRule: ThresholdDefinition<RuleOf<"adaptive">> = {
  rule: "adaptive",
  title: "Adaptive (rolling quantile)",
  summary:
    "Follows the traffic: the quantile of the latest scores, reset when their level has changed. " +
    "Suits slow change, but adapts to a long flood of attacks.",
  source: "E. Page, Biometrika 41, 1954, for the detection of drift",
  usesTestScores: true,
  fields: [
    {
      name: "q",
      label: "Quantile",
      help: "Share of the latest records below the threshold: 0.95 flags about 5% in the long run.",
      type: "number",
      default: 0.95,
      min: 0.000001,
      max: 0.999999,
    },
    {
      name: "window",
      label: "Window",
      help:
        "Number of latest records to consider. A larger window is more stable, a smaller one adapts faster.",
      type: "integer",
      default: 2000,
      min: 50,
      max: 20_000,
    },
    {
      name: "resetAfter",
      label: "Reset after",
      help: "Consecutive unusual records after which the window is reset; 0 for never.",
      type: "integer",
      default: 200,
      min: 0,
      max: 5000,
    },
  ],
  check: ({ window, resetAfter }) =>
    resetAfter > window / 4
      ? { name: "resetAfter", message: "resetAfter must be at most a quarter of window." }
      : null,
  apply(rule, scores) {
    const threshold = new AdaptiveThreshold(heldOutOf(scores, "An adaptive threshold"), rule);
    for (const score of scores.test) threshold.push(score);
    return { value: threshold.value };
  },
  judge(rule, heldOut) {
    const adaptive = new AdaptiveThreshold(heldOut, rule);
    return {
      isMoving: true,
      get threshold() {
        return adaptive.value;
      },
      judge(scores, flags, thresholds) {
        for (let i = 0; i < scores.length; i++) {
          if (thresholds) thresholds[i] = adaptive.value;
          flags[i] = adaptive.push(scores[i]) ? 1 : 0;
        }
      },
    };
  },
};
