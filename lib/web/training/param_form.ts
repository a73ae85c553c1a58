/**
 * Parameters in forms, of detectors and of threshold rules: what is typed, and the values of it.
 *
 * @module
 */
import type { DetectorField } from "../../detectors/definition.ts";
import { detectorTitle } from "../../detectors/titles.ts";
import { lowerFirst } from "../../base/format.ts";
import { formatThresholdRule } from "../../learning/thresholds/describe_rule.ts";
import { parseNumber } from "../records/parse_number.ts";

/** What is typed for each parameter, by name. */
export type ParamTexts = Record<string, string>;

/** Limits from here on tell a person nothing. */
const UNBOUNDED = 1e9;

/** The default of a parameter as text. */
export function defaultText(field: DetectorField): string {
  if (field.type === "members") return field.presets[0].value;
  return field.type === "integer-list" ? field.default.join(", ") : String(field.default);
}

/** The defaults of parameters as texts. */
export function defaultTexts(fields: DetectorField[]): ParamTexts {
  return Object.fromEntries(fields.map((field) => [field.name, defaultText(field)]));
}

/** What was entered for a parameter, as a person reads it. */
export function paramText(field: DetectorField, text: string): string {
  const options = optionsOf(field);
  return options ? options.find(({ value }) => value === text)?.label ?? text : text.trim();
}

/** What a list offers for a parameter; `null` for one that is typed. */
export function optionsOf(field: DetectorField): { value: string; label: string }[] | null {
  if (field.type === "choice") return field.options;
  return field.type === "members" ? field.presets : null;
}

/** What flags a record for each member of a chosen list; empty for other parameters. */
export function memberWords(field: DetectorField, text: string): string {
  if (field.type !== "members") return "";
  const members = field.presets.find(({ value }) => value === text)?.members ?? [];
  return members.map(({ kind, threshold }) =>
    `${detectorTitle(kind)}: ${lowerFirst(formatThresholdRule(threshold))}.`
  ).join(" ");
}

/** What was entered that is not the default, such as `epochs 10; patience 1`; empty for nothing. */
export function changedWords(fields: DetectorField[], texts: ParamTexts): string {
  return fields.filter((field) => texts[field.name].trim() !== defaultText(field))
    .map((field) => `${field.label.toLowerCase()} ${paramText(field, texts[field.name])}`)
    .join("; ");
}

/** What a parameter may be, in words. */
export function limits(field: DetectorField): string {
  if (field.type === "choice" || field.type === "members") {
    return `one of ${optionsOf(field)!.map(({ label }) => label).join(", ")}`;
  }
  const range = field.max >= UNBOUNDED ? "of any size" : `from ${field.min} to ${field.max}`;
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
export function parseParam(field: DetectorField, text: string): unknown {
  if (field.type === "choice") return field.options.find(({ value }) => value === text)?.value;
  if (field.type === "members") {
    return field.presets.find(({ value }) => value === text)?.members;
  }
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

/** The values of parameters, and what is wrong with those that have none, by name. */
export function parseParams(
  fields: DetectorField[],
  texts: ParamTexts,
): { params: Record<string, unknown>; errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const params = Object.fromEntries(fields.map((field) => {
    const value = parseParam(field, texts[field.name]);
    if (value === undefined) errors[field.name] = `Enter ${limits(field)}.`;
    return [field.name, value];
  }));
  return { params, errors };
}
