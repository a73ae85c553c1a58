/**
 * The detectors that a hybrid combines.
 *
 * @module
 */
import type { MemberParams } from "./member_params.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { DetectorDefinition } from "../definition.ts";

/** Fewest and most members of a hybrid. */
export const MEMBERS = { min: 2, max: 5 };

/** The rule of a member where none is asked for. */
const MEMBER_THRESHOLD: ThresholdRule = { rule: "quantile", q: 0.97 };

/**
 * The rule that decides a member's vote unless the request names one: the 97th percentile of held-out
 * normal rows, or the detector's own rule where it learns from attacks, since its score then has a
 * meaning by itself.
 */
export function memberThreshold(
  { requires, defaultThreshold }: DetectorDefinition,
  params: Record<string, unknown>,
): ThresholdRule {
  return requires.labels ? defaultThreshold(params) : MEMBER_THRESHOLD;
}

/** A detector as a member, everything at its default. */
export function defaultMember(definition: DetectorDefinition): MemberParams {
  const params = Object.fromEntries(definition.fields.map((field) => [field.name, field.default]));
  return {
    kind: definition.kind,
    params,
    threshold: memberThreshold(definition, params),
    weight: 1,
  };
}
