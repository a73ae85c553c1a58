/**
 * Detectors in the training form: what is typed, and the request made of it.
 *
 * @module
 */
import type { DetectorDefinition, ParamField } from "../detectors/definition.ts";
import type { ThresholdRule } from "../thresholds/rule.ts";
import type { DetectorKind } from "../detectors/detector.ts";
import { jsonPointer } from "./problem.ts";
import { parseNumber } from "./parse_number.ts";
import type { FieldErrors } from "./field_errors.ts";

/** One detector as the form holds it: texts as typed. */
export interface DetectorEntry {
  kind: DetectorKind;
  chosen: boolean;
  params: Record<string, string>;
  /** Which threshold rule. */
  rule: "default" | "quantile" | "fixed";
  /** The quantile in per cent. */
  quantile: string;
  fixed: string;
}

/** One detector as the API takes it. */
interface DetectorBody {
  kind: DetectorKind;
  params: Record<string, unknown>;
  threshold?: { rule: "quantile"; q: number } | { rule: "fixed"; value: number };
}

/** A detector with its defaults, chosen. */
export function newDetectorEntry({ kind, fields }: DetectorDefinition): DetectorEntry {
  const params = fields.map((field) => [field.name, defaultText(field)]);
  return {
    kind,
    chosen: true,
    params: Object.fromEntries(params),
    rule: "default",
    quantile: "95",
    fixed: "0.5",
  };
}

/** The default of a parameter as text. */
export function defaultText(field: ParamField): string {
  return field.type === "integer-list" ? field.default.join(", ") : String(field.default);
}

/** What a parameter may be, in words. */
export function limits(field: ParamField): string {
  const range = `from ${field.min} to ${field.max}`;
  switch (field.type) {
    case "integer":
      return `a whole number ${range}`;
    case "number":
      return `a number ${range}`;
    case "auto-or-number":
      return `"auto" or a number ${range}`;
    case "integer-list":
      return `1 to ${field.maxLength} whole numbers ${range}, with commas between`;
  }
}

/** The value of a parameter, or `undefined` for a text that gives none. */
export function parseParam(field: ParamField, text: string): unknown {
  const inRange = (value: number | null, whole: boolean) =>
    value !== null && value >= field.min && value <= field.max &&
      (!whole || Number.isInteger(value))
      ? value
      : undefined;
  switch (field.type) {
    case "integer":
    case "number":
      return inRange(parseNumber(text), field.type === "integer");
    case "auto-or-number":
      return text.trim() === "auto" ? "auto" : inRange(parseNumber(text), false);
    case "integer-list": {
      const values = text.split(/[\s,;]+/).filter(Boolean)
        .map((part) => inRange(parseNumber(part), true));
      const good = values.length > 0 && values.length <= field.maxLength &&
        !values.includes(undefined);
      return good ? values : undefined;
    }
  }
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
  const detectors = chosen.map((entry, index) => {
    const fields = definitions.find(({ kind }) => kind === entry.kind)?.fields ?? [];
    const params = Object.fromEntries(fields.map((field) => {
      const value = parseParam(field, entry.params[field.name]);
      if (value === undefined) {
        errors[jsonPointer("detectors", index, "params", field.name)] = `Enter ${limits(field)}.`;
      }
      return [field.name, value];
    }));
    const threshold = thresholdOf(entry);
    if (threshold === null) {
      errors[jsonPointer("detectors", index, "threshold")] = entry.rule === "quantile"
        ? "Enter a percentage between 0 and 100, such as 95."
        : "Enter a number.";
    }
    return { kind: entry.kind, params, ...(threshold ? { threshold } : {}) };
  });
  return { detectors, errors };
}

/** The rule that applies when an entry names none; `null` while its parameters are not valid. */
export function defaultRule(
  entry: DetectorEntry,
  { fields, defaultThreshold }: DetectorDefinition,
): ThresholdRule | null {
  const params = fields.map((field) => [field.name, parseParam(field, entry.params[field.name])]);
  if (params.some(([, value]) => value === undefined)) return null;
  return defaultThreshold(Object.fromEntries(params));
}

/** The rule of an entry, `undefined` for the default, `null` for a text that gives none. */
function thresholdOf(entry: DetectorEntry): DetectorBody["threshold"] | null {
  if (entry.rule === "default") return undefined;
  if (entry.rule === "fixed") {
    const value = parseNumber(entry.fixed);
    return value === null ? null : { rule: "fixed", value };
  }
  const percent = parseNumber(entry.quantile);
  return percent !== null && percent > 0 && percent < 100
    ? { rule: "quantile", q: percent / 100 }
    : null;
}
