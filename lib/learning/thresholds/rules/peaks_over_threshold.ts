/**
 * A threshold by extreme value theory.
 *
 * @module
 */
import { quantile } from "../../metrics/quantile.ts";
import { checkBetween } from "../check_range.ts";
import type { ThresholdDefinition } from "../definition.ts";
import { excessExceeded, fitGeneralisedPareto } from "../tail/generalised_pareto.ts";
import { heldOutOf } from "../held_out.ts";
import { peaksAbove } from "../tail/peaks.ts";
import type { RuleOf } from "../rule.ts";

/**
 * The score that normal traffic exceeds with probability `risk`, extrapolated by a generalised
 * Pareto distribution fitted to the held-out scores above their `level` quantile. A risk that is not
 * smaller than the share of these needs no extrapolation: the plain quantile is taken. Fewer than
 * ten scores above the level give an exponential tail; equal scores give that score.
 */
export const peaksOverThresholdRule: ThresholdDefinition<RuleOf<"peaks-over-threshold">> = {
  rule: "peaks-over-threshold",
  title: "Peaks over threshold",
  summary:
    "Extrapolates the tail of the scores of held-out normal records to a risk too small to measure " +
    "directly, such as one false alarm in 10,000.",
  source:
    'A. Siffer et al., "Anomaly detection in streams with extreme value theory", KDD 2017 (POT)',
  fields: [
    {
      name: "risk",
      label: "Risk",
      help: "Probability that a normal record is flagged: 0.001 for one in a thousand.",
      type: "number",
      default: 0.001,
      min: 0.000001,
      max: 0.5,
    },
    {
      name: "level",
      label: "Level",
      help: "The tail is fitted to the held-out scores above this quantile.",
      type: "number",
      default: 0.98,
      min: 0.5,
      max: 0.999,
    },
  ],
  apply({ risk, level }, scores) {
    checkBetween("The risk", risk, 0, 1);
    checkBetween("The level", level, 0, 1);
    const heldOut = heldOutOf(scores, "A peaks-over-threshold rule");
    const { start, excesses } = peaksAbove(heldOut, level);
    const share = excesses.length / heldOut.length;
    if (excesses.length === 0) return { value: start };
    if (risk >= share) return { value: quantile(heldOut, 1 - risk) };
    return { value: start + excessExceeded(fitGeneralisedPareto(excesses), risk / share) };
  },
};
