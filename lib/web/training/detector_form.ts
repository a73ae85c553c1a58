/**
 * Detectors in the training form: what is typed, and the request made of it.
 *
 * @module
 */
import type { DetectorDefinition } from "../../detectors/definition.ts";
import type { DetectorKind } from "../../detectors/detector.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { RuleName, ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { FieldErrors } from "../field_errors.ts";
import { defaultTexts, type ParamTexts, parseParams } from "./param_form.ts";
import { jsonPointer } from "../problem.ts";

/** One detector as the form holds it: texts as typed. */
export interface DetectorEntry {
  kind: DetectorKind;
  chosen: boolean;
  params: ParamTexts;
  /** Which threshold rule; `default` leaves it to the detector. */
  rule: "default" | RuleName;
  /** Parameters of that rule. */
  ruleParams: ParamTexts;
}

/** One detector as the API takes it. */
interface DetectorBody {
  kind: DetectorKind;
  params: Record<string, unknown>;
  threshold?: Record<string, unknown>;
}

/** A detector with its defaults, chosen. */
export function newDetectorEntry({ kind, fields }: DetectorDefinition): DetectorEntry {
  return { kind, chosen: true, params: defaultTexts(fields), rule: "default", ruleParams: {} };
}

/** A detector with another threshold rule, its parameters at their defaults. */
export function withRule(entry: DetectorEntry, rule: DetectorEntry["rule"]): DetectorEntry {
  const fields = rule === "default" ? [] : thresholdDefinition(rule).fields;
  return { ...entry, rule, ruleParams: defaultTexts(fields) };
}

/**
 * The `detectors` of a request, with the errors of what cannot be sent.
 *
 * @param entries those of the form; only chosen ones are sent
 * @param definitions of all detectors
 */
export function detectorsBody(
  entries: DetectorEntry[],
  definitions: DetectorDefinition[],
): { detectors: DetectorBody[]; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const chosen = entries.filter((entry) => entry.chosen);
  if (chosen.length === 0) errors["/detectors"] = "Choose at least one detector.";
  const detectors = chosen.map((entry, index): DetectorBody => {
    const note = (part: "params" | "threshold", faults: Record<string, string>) => {
      for (const [name, text] of Object.entries(faults)) {
        errors[jsonPointer("detectors", index, part, name)] = text;
      }
    };
    const fields = definitions.find(({ kind }) => kind === entry.kind)?.fields ?? [];
    const { params, errors: faults } = parseParams(fields, entry.params);
    note("params", faults);
    if (entry.rule === "default") return { kind: entry.kind, params };
    const rule = parseParams(thresholdDefinition(entry.rule).fields, entry.ruleParams);
    note("threshold", rule.errors);
    return { kind: entry.kind, params, threshold: { rule: entry.rule, ...rule.params } };
  });
  return { detectors, errors };
}

/** The kinds of the members of a hybrid as it is typed; empty for other detectors. */
export function memberKinds(
  { kind, params }: DetectorEntry,
  definitions: DetectorDefinition[],
): DetectorKind[] {
  const fields = definitions.find((definition) => definition.kind === kind)?.fields ?? [];
  return fields.flatMap((field) =>
    field.type === "members"
      ? field.presets.find(({ value }) => value === params[field.name])?.members ?? []
      : []
  ).map((member) => member.kind);
}

/** The rule that applies to an entry; `null` while what it depends on is not valid. */
export function ruleOf(
  entry: DetectorEntry,
  { fields, defaultThreshold }: DetectorDefinition,
): ThresholdRule | null {
  const isDefault = entry.rule === "default";
  const { params, errors } = entry.rule === "default"
    ? parseParams(fields, entry.params)
    : parseParams(thresholdDefinition(entry.rule).fields, entry.ruleParams);
  if (Object.keys(errors).length > 0) return null;
  return isDefault ? defaultThreshold(params) : { rule: entry.rule, ...params } as ThresholdRule;
}
