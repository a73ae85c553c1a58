/**
 * Parameters of trained models as a person reads them.
 *
 * @module
 */
import { detectorDefinition } from "../../detectors/catalogue.ts";
import type { MemberParams } from "../../detectors/hybrid/member_params.ts";
import { formatThresholdRule } from "../../learning/thresholds/describe_rule.ts";

/**
 * Parameters in words, such as `trees 100; subsampleSize 256`; each member of a hybrid by its title,
 * with its own parameters and threshold.
 */
export function paramWords(params: Record<string, unknown>): string {
  return Object.entries(params).map(([name, value]) =>
    name === "members" ? (value as MemberParams[]).map(memberWords).join("; ") : `${name} ${value}`
  ).join("; ");
}

function memberWords({ kind, params, threshold, weight, model }: MemberParams): string {
  const facts = [
    ...(model === undefined ? [] : [`trained before as ${model}`]),
    paramWords(params),
    formatThresholdRule(threshold),
    ...(weight === 1 ? [] : [`weight ${weight}`]),
  ];
  return `${detectorDefinition(kind).title} (${facts.join("; ")})`;
}
