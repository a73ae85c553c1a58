import { type DetectorEntry, ruleOf, withRule } from "../../lib/browser/detector_form.ts";
import { formatThresholdRule } from "../../lib/browser/format.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { thresholdDefinition, THRESHOLDS } from "../../lib/thresholds/catalogue.ts";
import { SelectField } from "../SelectField.tsx";
import { ParamControl } from "./ParamControl.tsx";

interface ThresholdFieldsProps {
  /** Ids of the controls begin with it. */
  id: string;
  definition: DetectorDefinition;
  entry: DetectorEntry;
  /** What is wrong with the rule, or with one of its parameters. */
  errorOf: (...name: string[]) => string | undefined;
  onChange: (entry: DetectorEntry) => void;
}

/** How the scores of a detector become verdicts. */
export function ThresholdFields(props: ThresholdFieldsProps) {
  const { id, definition, entry, errorOf, onChange } = props;
  const rule = entry.rule === "default" ? null : thresholdDefinition(entry.rule);
  const isFieldWrong = rule?.fields.some(({ name }) => errorOf(name) !== undefined);
  const usual = ruleOf(withRule(entry, "default"), definition);
  return (
    <div class="fields fields-wide">
      <SelectField
        id={`${id}-rule`}
        label="Threshold"
        help={rule?.summary ?? "Scores above it are flagged."}
        error={isFieldWrong ? undefined : errorOf()}
        value={entry.rule}
        onChange={(rule) => onChange(withRule(entry, rule))}
      >
        <option value="default">Default{usual && `: ${formatThresholdRule(usual)}`}</option>
        {THRESHOLDS.map(({ rule, title }) => <option key={rule} value={rule}>{title}</option>)}
      </SelectField>
      {rule?.fields.map((field) => (
        <ParamControl
          key={field.name}
          id={`${id}-rule-${field.name}`}
          field={field}
          error={errorOf(field.name)}
          value={entry.ruleParams[field.name]}
          onChange={(value) =>
            onChange({ ...entry, ruleParams: { ...entry.ruleParams, [field.name]: value } })}
        />
      ))}
    </div>
  );
}
