/**
 * Threshold rules in forms: what is typed, and the rule made of it.
 *
 * @module
 */
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { RuleName, ThresholdRule } from "../../learning/thresholds/rule.ts";
import { defaultTexts, type ParamTexts, parseParams } from "./param_form.ts";

/** A rule as a form holds it. */
export interface RuleEntry {
  rule: RuleName;
  /** Its parameters as typed. */
  texts: ParamTexts;
}

/** A rule with its parameters at their defaults. */
export function newRuleEntry(rule: RuleName): RuleEntry {
  return { rule, texts: defaultTexts(thresholdDefinition(rule).fields) };
}

/** A form that shows a rule. */
export function ruleEntry(rule: ThresholdRule): RuleEntry {
  const values: Record<string, unknown> = { ...rule };
  const { fields } = thresholdDefinition(rule.rule);
  return {
    rule: rule.rule,
    texts: Object.fromEntries(fields.map(({ name }) => [name, String(values[name])])),
  };
}

/** The rule that a form asks for, with the errors of what is no value, by parameter. */
export function parseRule(
  { rule, texts }: RuleEntry,
): { rule: ThresholdRule; errors: Record<string, string> } {
  const { params, errors } = parseParams(thresholdDefinition(rule).fields, texts);
  return { rule: { rule, ...params } as ThresholdRule, errors };
}

/** A rule without what it has found. */
export function plainRule(found: ThresholdRule): ThresholdRule {
  const values: Record<string, unknown> = { ...found };
  const { fields } = thresholdDefinition(found.rule);
  return {
    rule: found.rule,
    ...Object.fromEntries(fields.map(({ name }) => [name, values[name]])),
  } as ThresholdRule;
}

/** Whether two rules are the same, whatever they have found. */
export function isSameRule(a: ThresholdRule, b: ThresholdRule): boolean {
  return JSON.stringify(plainRule(a)) === JSON.stringify(plainRule(b));
}
