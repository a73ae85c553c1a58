/**
 * The threshold rules that Netsift has.
 *
 * @module
 */
import { adaptiveRule } from "./rules/adaptive.ts";
import { bestF1Rule } from "./rules/best_f1.ts";
import { contaminationRule } from "./rules/contamination.ts";
import type { ThresholdDefinition } from "./definition.ts";
import { falsePositiveRateRule } from "./rules/false_positive_rate.ts";
import { fixedRule } from "./rules/fixed.ts";
import { iqrRule } from "./rules/iqr.ts";
import { madRule } from "./rules/mad.ts";
import { peaksOverThresholdRule } from "./rules/peaks_over_threshold.ts";
import { quantileRule } from "./rules/quantile.ts";
import type { RuleName } from "./rule.ts";
import { youdenRule } from "./rules/youden.ts";

/** Every rule, in the order in which pages list them; those that use test labels come last. */
export const THRESHOLDS: ThresholdDefinition[] = [
  quantileRule,
  falsePositiveRateRule,
  peaksOverThresholdRule,
  madRule,
  iqrRule,
  contaminationRule,
  adaptiveRule,
  fixedRule,
  bestF1Rule,
  youdenRule,
];

/**
 * The definition of one rule.
 *
 * @throws {RangeError} when there is no such rule
 */
export function thresholdDefinition(rule: RuleName): ThresholdDefinition {
  const definition = THRESHOLDS.find((candidate) => candidate.rule === rule);
  if (!definition) throw new RangeError(`There is no threshold rule "${rule}".`);
  return definition;
}
